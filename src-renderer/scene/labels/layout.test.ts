import { describe, expect, it } from 'vitest';
import { DEFAULT_CAMERA } from '../camera/camera-moves';
import { CloudModel } from '../cloud-model';
import { contextOf } from '../scene-frame';
import { TEST_TOKENS } from '../colours/tokens.testing';
import type { CloudData } from '../types';
import { CameraView } from '../camera/camera-view';
import { labelsOf } from '../visual';
import { cloudVisuals } from '../visuals/cloud-visuals';
import { chooseContexts } from './choose-contexts';
import type { Crowd } from './crowd';
import { staticFormText } from './label-texts';
import type { LaidLabel } from './laid-label';
import { layoutLabels } from './layout';
import { TextMeter, type TextRun } from './text-runs';

const sources = labelsOf(cloudVisuals().visuals);
const meter = new TextMeter({ font: '', measureText: (text: string) => ({ width: text.length * 6.5 }) } as unknown as CanvasRenderingContext2D);

function cloud(n: number): CloudData {
  const positions = new Float32Array(n * 3);
  for (let row = 0; row < n; row++) positions.set([Math.cos(row * 2.4) * Math.sqrt(row / n), Math.sin(row * 2.4) * Math.sqrt(row / n), (row % 5) * 0.1], row * 3);
  return {
    positions,
    categories: Uint8Array.from({ length: n }, (_, row) => 1 + (row % 2)),
    categoryLabels: [
      { category: 1, label: 'money', count: 9 },
      { category: 2, label: 'river edge', count: 7 },
      { category: 3, label: 'empty', count: 0 },
    ],
    contextOf: (row) => ({ before: `row ${row} of the `, word: 'bank', after: '' }),
    ghosts: [{ position: [0, 0, 0], title: 'bank', origin: 'static vector' }],
    ghostOf: new Int32Array(n),
  };
}

function layout(model: CloudModel, labels = true, previous: readonly LaidLabel[] = []): LaidLabel[] {
  const view = new CameraView(DEFAULT_CAMERA, 780, 822);
  const context = contextOf(model, view, { tokens: TEST_TOKENS, dpr: 1, fitDistance: DEFAULT_CAMERA.distance, canAdd: true, tile: null });
  return layoutLabels(context, model, meter, { bounds: { x: 8, y: 8, width: 764, height: 806 }, reserved: [], labels, previous: new Map(previous.map((one) => [one.id, one])), sources });
}
const said = ({ text }: LaidLabel): string => text.runs.map((run) => run.text).join('|');

describe('layoutLabels', () => {
  it('names selection, ghost, typed word and categories, then contexts', () => {
    const model = new CloudModel();
    model.setCloud(cloud(60));
    model.selection = [5, 3];
    model.setTyped({ position: [0.3, 0.3, 0], path: [] });
    const laid = layout(model);
    expect(laid.slice(0, 6).map(({ id }) => id)).toEqual(['row 5', 'row 3', 'ghost 0', 'typed', 'name 1', 'name 2']);
    expect((laid[0] as LaidLabel).text.tag).toBe('A');
    expect(laid.length).toBeGreaterThan(8);
    expect(said(laid[2] as LaidLabel)).toBe('bank|static vector');
  });

  it('keeps only what must be named when labels are off', () => {
    const model = new CloudModel();
    model.setCloud(cloud(60));
    model.selection = [5];
    expect(layout(model, false).map(({ id, text }) => [id, text.tag, text.runs.length])).toEqual([['row 5', 'A', 0], ['ghost 0', null, 2]]);
  });

  it('says nothing about rows and categories outside the filter', () => {
    const model = new CloudModel();
    model.setCloud(cloud(60));
    model.filter = model.data.categories.map((category) => (category === 1 ? 1 : 0));
    const ids = layout(model).map(({ id }) => id);
    expect(ids).toContain('name 1');
    expect(ids).not.toContain('name 2');
    expect(ids.filter((id) => id.startsWith('row ')).every((id) => Number(id.slice(4)) % 2 === 0)).toBe(true);
  });

  it('never repeats the same words as a context', () => {
    const model = new CloudModel();
    model.setCloud({ ...cloud(60), contextOf: () => ({ before: 'the ', word: 'bank', after: '' }) });
    expect(layout(model).filter(({ id }) => id.startsWith('row '))).toHaveLength(1);
  });

  it('leaves contexts out above 20,000 points on screen, not in the cloud', () => {
    const model = new CloudModel();
    model.setCloud(cloud(20_001));
    expect(layout(model).map(({ id }) => id)).toEqual(['ghost 0', 'name 1', 'name 2']);
    const far = cloud(20_001);
    for (let row = 0; row < 20_001; row++) if (row % 200 !== 0) far.positions.fill(50, row * 3, row * 3 + 3);
    model.setCloud(far);
    expect(layout(model).filter(({ id }) => id.startsWith('row ')).length).toBeGreaterThan(3);
  });

  it('keeps what it showed before, and says so of rows only as long as they say the same', () => {
    const model = new CloudModel();
    model.setCloud(cloud(60));
    const all = layout(model);
    const [ghost, last] = [all.find(({ id }) => id === 'ghost 0')!, all.at(-1)!];
    const moved: LaidLabel = { ...last, side: 'bl' };
    const again = layout(model, true, [ghost, moved]);
    expect(again[0]).toMatchObject({ id: 'ghost 0', x: ghost.x, y: ghost.y });
    const firstRow = again.find(({ id }) => id.startsWith('row '))!;
    expect(firstRow.id).toBe(last.id);
    model.setCloud({ ...cloud(60), contextOf: (row) => ({ before: `line ${row} of the `, word: 'bank', after: '' }) });
    expect(layout(model, true, [ghost, moved]).find(({ id }) => id.startsWith('row '))!.id).toBe(all.find(({ id }) => id.startsWith('row '))!.id);
  });

  it('gives letters and words to the first dozen of a large selection alone', () => {
    const model = new CloudModel();
    model.setCloud(cloud(400));
    model.selection = Array.from({ length: 400 }, (_, row) => row);
    const tagged = layout(model).filter(({ text }) => text.tag !== null);
    expect(tagged.length).toBeGreaterThan(6);
    expect(tagged.every(({ anchor }) => anchor.kind === 'row' && anchor.row < 12)).toBe(true);
    // Up to 52 each has its letter.
    model.selection = Array.from({ length: 52 }, (_, row) => row);
    expect(layout(model).filter(({ text }) => text.tag !== null).length).toBeGreaterThan(20);
  });

  it('labels static forms and words', () => {
    const model = new CloudModel();
    model.static = { forms: [{ position: [0, 0, 0], form: 'spring', count: 72, tags: ['A', 'B'] }], words: [{ position: [0.5, 0.5, 0], text: 'summer', weight: 1, formIndex: 0 }] };
    expect(layout(model).map(said)).toEqual(['spring|A, B and 70 more', 'summer']);
  });

  it('names every word of a static form, however near they stand', () => {
    const model = new CloudModel();
    const words = Array.from({ length: 12 }, (_, i) => ({ position: [0.3 + 0.04 * Math.cos(i), 0.04 * Math.sin(i), 0] as const, text: `word${i}`, weight: i / 11, formIndex: 0 }));
    model.static = { forms: [{ position: [0, 0, 0], form: 'spring', count: 72, tags: [] }], words };
    expect(layout(model).filter(({ id }) => id.startsWith('word '))).toHaveLength(12);
  });

  it('names no sense by a single member, nor where most around are others', () => {
    const model = new CloudModel();
    const positions = Float32Array.from(Array.from({ length: 40 }, (_, i) => [0.1 * Math.sin(3 * i), 0.1 * Math.cos(5 * i), 0]).flat());
    const namesOf = (nOther: number): string[] => {
      const categories = Uint8Array.from({ length: 40 }, (_, i) => (i < nOther ? 2 : 1));
      model.setCloud({ ...cloud(40), positions, categories, contextOf: null, ghosts: [], ghostOf: new Int32Array(40).fill(-1) });
      return layout(model).map(({ id }) => id).filter((id) => id.startsWith('name '));
    };
    expect(namesOf(1)).toEqual(['name 1']);
    expect(namesOf(8)).toEqual(['name 1']);
  });

  it('names a sense at its denser cluster, not between its clusters', () => {
    const model = new CloudModel();
    const positions = Float32Array.from(Array.from({ length: 30 }, (_, i) => (i < 10 ? [-0.9, 0.8, 0] : [0.8, -0.7, 0]).map((value, axis) => value + 0.02 * Math.sin(7 * i + axis))).flat());
    model.setCloud({ ...cloud(30), positions, categories: new Uint8Array(30).fill(1), contextOf: null, ghosts: [], ghostOf: new Int32Array(30).fill(-1) });
    const name = layout(model).find(({ id }) => id === 'name 1') as LaidLabel;
    const view = new CameraView(DEFAULT_CAMERA, 780, 822);
    const dense = view.toScreen(0.8, -0.7, 0);
    expect(Math.hypot(name.x + 30 - dense.x, name.y + 10 - dense.y)).toBeLessThan(90);
  });
});

it.each([
  [[], 72, 'all 72 occurrences'], [[], 1, '1 occurrence'], [['A'], 1, 'A'], [['A', 'B'], 2, 'A and B'], [['A', 'B', 'C', 'D'], 160, 'A, B, C, D and 156 more'],
])('says who shares a form: %j of %i', (tags, count, expected) => {
  expect((staticFormText({ position: [0, 0, 0], form: 'bank', count, tags }, TEST_TOKENS).runs[1] as TextRun).text).toBe(expected);
});

describe('chooseContexts', () => {
  const n = 200;
  const crowd: Crowd = {
    nInView: n,
    rows: Int32Array.from({ length: n }, (_, i) => i),
    x: Float32Array.from({ length: n }, (_, i) => 20 + ((i * 37) % 740)),
    y: Float32Array.from({ length: n }, (_, i) => 20 + ((i * 71) % 780)),
    weight: new Float32Array(n).fill(1),
    category: Uint8Array.from({ length: n }, (_, i) => (i < 190 ? 1 : 2)),
  };
  const apart = (a: number, b: number): number => Math.hypot(crowd.x[a]! - crowd.x[b]!, crowd.y[a]! - crowd.y[b]!);

  it('gives every category its share and keeps labels apart, also from those that are there', () => {
    const kept = [{ x: crowd.x[7]!, y: crowd.y[7]! }];
    const chosen = chooseContexts({ crowd, widthPx: 780, heightPx: 822, budget: 12, kept, canLabel: () => true });
    expect(chosen.length).toBeGreaterThan(12);
    expect(chosen.slice(0, 6).some((row) => crowd.category[row] === 2)).toBe(true);
    chosen.forEach((a, i) => [7, ...chosen.slice(i + 1)].forEach((b) => expect(apart(a, b)).toBeGreaterThanOrEqual(58)));
  });

  it('asks only for the words of rows that could have a label', () => {
    let asked = 0;
    chooseContexts({ crowd, widthPx: 780, heightPx: 822, budget: 2, kept: [], canLabel: () => { asked++; return true; } });
    expect(asked).toBeLessThan(20);
  });
});
