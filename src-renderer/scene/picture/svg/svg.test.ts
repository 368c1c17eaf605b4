import { describe, expect, it } from 'vitest';
import { CloudModel } from '../../cloud-model';
import { TEST_TOKENS } from '../../colours/tokens.testing';
import { DEFAULT_CAMERA } from '../../camera/camera-moves';
import { CameraView } from '../../camera/camera-view';
import { TextMeter } from '../../labels/text-runs';
import { contextOf, rowsOnScreen } from '../../scene-frame';
import { GHOSTS } from '../../visuals/ghosts';
import type { SvgRequest } from '../../types';
import { paintsOf } from '../../visual';
import { PictureText } from '../picture';
import { figureParts, figureSvg } from './figure-svg';
import { placedPoints } from './placed-points';
import { sideBySideSvg } from './side-by-side';
import { SvgCanvas } from './svg-canvas';
import { Definitions, px, xmlText } from './xml';

const WIDTH = 800, HEIGHT = 600;
const TOKENS = { ...TEST_TOKENS, fontUi: '"Hanken Grotesk Variable", sans-serif', fontText: '"Literata Variable", Georgia, serif' };
const HOSTILE = ['<script>alert(1)</script>', 'a & b', `"double" and 'single'`, 'nul \u0000, bell \u0007, half \ud83d', 'شَطّ النهر', 'river 🏞️ 👩‍👩‍👧', ']]>', '-->', '&amp;'];
const meter = new TextMeter({ font: '', measureText: (text: string) => ({ width: text.length * 6 }) } as unknown as CanvasRenderingContext2D);

/** A cloud of 90 rows, ten a category, with one ghost; row 4 has no place. */
function cloud(): CloudModel {
  const model = new CloudModel();
  const n = 90, positions = Float32Array.from({ length: n * 3 }, (_, i) => Math.sin(i * 12.9898) * 0.9);
  positions[4 * 3] = NaN;
  model.setCloud({
    positions,
    categories: Uint8Array.from({ length: n }, (_, i) => i % 9),
    categoryLabels: [],
    contextOf: null,
    ghosts: [{ position: [0.1, 0.2, -0.3], title: 'bank', origin: 'static' }],
    ghostOf: new Int32Array(n),
  });
  return model;
}

interface Sheet {
  readonly definitions: Definitions;
  readonly prefix: string;
  readonly widthPx: number;
}

function figure(model: CloudModel, caption: SvgRequest['caption'] = null, camera = DEFAULT_CAMERA, { definitions, prefix, widthPx }: Sheet = { definitions: new Definitions(), prefix: '', widthPx: WIDTH }): { readonly svg: string; readonly part: () => string; readonly view: CameraView } {
  const view = new CameraView(camera, widthPx, HEIGHT);
  const drawing = contextOf(model, view, { tokens: TOKENS, dpr: 2, fitDistance: camera.distance, canAdd: true, tile: null });
  const legend = caption === null ? null : HOSTILE.map((label, i) => ({ label, category: i % 9, n: i }));
  const request: SvgRequest = { widthPx, heightPx: HEIGHT, widthMm: 160, halos: 'outline', isTransparent: false, legend, caption, tokens: TOKENS, alt: { title: HOSTILE.join(' '), description: HOSTILE.join(' '), provenance: JSON.stringify(HOSTILE) } };
  const shown = { model, options: { threads: true, labels: true, isWaiting: false }, leaders: [], screenPoints: () => rowsOnScreen(view, model) };
  const frame = { drawing, visuals: [GHOSTS], field: [], overlay: paintsOf([GHOSTS], 'overlay', drawing, shown), labels: [], text: new PictureText(request, null, meter) };
  const around = { prefix, definitions, widthOf: (text: string) => text.length * 6, imageUrl: () => 'data:image/png;base64,', halos: 'outline' as const };
  const source = { frame, model, meter, areThreadsShown: true, around, space: null };
  return { view, svg: figureSvg(request, source), part: () => figureParts(request, source) };
}

/** Reads XML without mercy, elements with their attributes. @throws Error where it is not well-formed */
function parse(xml: string): { readonly name: string; readonly attributes: Readonly<Record<string, string>>; readonly parents: readonly string[]; text: string }[] {
  const found: { name: string; attributes: Record<string, string>; parents: string[]; text: string }[] = [];
  const open: (typeof found)[number][] = [];
  const unescaped = (text: string): string => {
    if (/&(?!(amp|lt|gt|quot|#39);)|</.test(text) || /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text) || /\p{Cs}/u.test(text)) throw new Error(`Not well-formed: ${text}`);
    return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name] ?? '');
  };
  const rest = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '').replace(/([^<]*)(<[^<>]*>)/g, (_, text: string, tag: string) => {
    const parent = open.at(-1);
    if (parent) parent.text += unescaped(text);
    if (tag.startsWith('</')) {
      if (open.pop()?.name !== tag.slice(2, -1)) throw new Error(`${tag} closes nothing`);
      return '';
    }
    const [, name, inside, end] = /^<([a-zA-Z]+)((?: [a-zA-Z0-9:-]+="[^"<]*")*)(\/?)>$/.exec(tag) ?? [];
    if (name === undefined || inside === undefined) throw new Error(`Not a tag: ${tag}`);
    const pairs = Array.from(inside.matchAll(/ ([a-zA-Z0-9:-]+)="([^"]*)"/g), ([, key, value]) => [key, unescaped(value ?? '')] as const);
    if (new Set(pairs.map(([key]) => key)).size !== pairs.length) throw new Error(`An attribute twice: ${tag}`);
    const one = { name, attributes: Object.fromEntries(pairs) as Record<string, string>, parents: open.map((element) => element.attributes['id'] ?? element.name), text: '' };
    found.push(one);
    if (end === '') open.push(one);
    return '';
  });
  if (rest.trim() !== '' || open.length > 0) throw new Error(`Left over: ${rest}`);
  return found;
}

const centreOf = (transform = ''): readonly number[] => Array.from(transform.matchAll(/-?[\d.]+/g), Number);

describe('a figure as SVG', () => {
  it.each(['perspective', 'orthographic'] as const)('has one element a point, where the picking has it to 0.5 px (%s)', (projection) => {
    const model = cloud(), { svg, view } = figure(model, null, { ...DEFAULT_CAMERA, projection });
    const screen = rowsOnScreen(view, model);
    const order = placedPoints(model, contextOf(model, view, { tokens: TOKENS, dpr: 2, fitDistance: view.camera.distance, canAdd: true, tile: null })).map(({ row }) => row);
    const points = parse(svg).filter(({ parents }) => parents.at(-1) === 'points');
    expect(points).toHaveLength(89);
    expect(new Set(order).size).toBe(89);
    points.forEach(({ attributes }, i) => {
      const [x = NaN, y = NaN] = centreOf(attributes['transform']);
      const row = order[i] ?? -1;
      expect(Math.hypot(x - (screen.x[row] ?? NaN), y - (screen.y[row] ?? NaN))).toBeLessThan(0.5);
    });
  });

  it('draws what is near after what is far, dimmed rows before all and selected ones after all', () => {
    const model = cloud();
    model.filter = Uint8Array.from({ length: 90 }, (_, row) => (row < 30 ? 0 : 1));
    model.selection = [50, 10];
    const view = new CameraView(DEFAULT_CAMERA, WIDTH, HEIGHT);
    const points = placedPoints(model, contextOf(model, view, { tokens: TOKENS, dpr: 2, fitDistance: DEFAULT_CAMERA.distance, canAdd: true, tile: null }));
    const scales = points.map(({ row }) => view.positionToScreen(model.positionOf(row)).scale);
    expect(points.slice(0, 28).every(({ row, band, opacity }) => row < 30 && band === 0 && opacity < 0.2)).toBe(true);
    expect(points.slice(-2).map(({ row }) => row).sort()).toEqual([10, 50]);
    for (let i = 1; i < points.length; i++) if (points[i]?.band === points[i - 1]?.band) expect(scales[i]).toBeGreaterThanOrEqual(scales[i - 1] ?? NaN);
  });

  it('is well-formed whatever stands in its texts, and keeps them', () => {
    const elements = parse(figure(cloud(), { title: HOSTILE.join(' '), subtitle: HOSTILE[0] ?? '', note: HOSTILE[4] ?? '' }).svg);
    const runs = elements.filter(({ name, text }) => name === 'tspan' || (name === 'text' && text !== ''));
    const texts = runs.map(({ text }) => text);
    for (const text of HOSTILE) expect(texts).toContain(text.replaceAll('\u0000', '\ufffd').replaceAll('\u0007', '\ufffd').replaceAll('\ud83d,', '\ufffd,').replace(/\ud83d$/u, '\ufffd'));
    expect(elements.find(({ name }) => name === 'title')?.text).toContain('<script>');
    expect(elements.some(({ name }) => name === 'script')).toBe(false);
    expect(texts.find((text) => text.includes('شَطّ'))).toBeDefined();
    expect(runs.every(({ attributes }) => /, (sans-)?serif$/.test(attributes['font-family'] ?? ''))).toBe(true);
  });

  it('refers only to what it defines, in a size on paper with the figure’s proportions', () => {
    const { svg } = figure(cloud()), elements = parse(svg);
    const ids = new Set(elements.flatMap(({ attributes }) => attributes['id'] ?? []));
    for (const [, id] of svg.matchAll(/url\(#([^)]+)\)/g)) expect(ids).toContain(id);
    expect(elements[0]?.attributes).toMatchObject({ width: '160mm', height: '120mm', viewBox: '0 0 800 600', role: 'img' });
    expect(elements.filter(({ parents }) => parents.at(-1) === 'threads')).toHaveLength(89);
    expect(elements.filter(({ parents }) => parents.at(-1) === 'halos')).toHaveLength(89);
  });
});

describe('two figures side by side as SVG', () => {
  const [leftPx, rightPx] = [430, 370];
  const definitions = new Definitions();
  const sides = [{ prefix: 'left-', widthPx: leftPx, from: 0, camera: DEFAULT_CAMERA }, { prefix: 'right-', widthPx: rightPx, from: leftPx, camera: { ...DEFAULT_CAMERA, yaw: 1, projection: 'orthographic' as const } }]
    .map(({ from, ...side }) => { const model = cloud(); return { ...side, from, model, ...figure(model, { title: `${side.prefix}title`, subtitle: '', note: '' }, side.camera, { definitions, ...side }) }; });
  const [left = '', right = ''] = sides.map(({ part }) => part());
  const svg = sideBySideSvg({
    left, right, leftPx, rightPx, heightPx: HEIGHT, widthMm: 180, isTransparent: false, tokens: TOKENS, alt: { title: HOSTILE.join(' '), description: 'two', provenance: '{}' },
    joining: [{ d: 'M1 2C3 4 5 6 700 8', colour: '#102030', opacity: 0.1234, widthPx: 1.6 }],
  }, definitions);
  const elements = parse(svg);

  it.each(sides)('has one element a point, where the picking has it to 0.5 px (%#)', ({ prefix, from, model, view, camera }) => {
    const half = elements.find(({ attributes }) => attributes['id'] === prefix.slice(0, -1));
    expect(half?.attributes['transform']).toBe(`translate(${from} 0)`);
    const screen = rowsOnScreen(view, model);
    const order = placedPoints(model, contextOf(model, view, { tokens: TOKENS, dpr: 2, fitDistance: camera.distance, canAdd: true, tile: null })).map(({ row }) => row);
    const points = elements.filter(({ parents }) => parents.at(-1) === `${prefix}points`);
    // What lies outside a narrow half is not drawn.
    expect(order.length).toBeGreaterThan(80);
    expect(points).toHaveLength(order.length);
    expect(points.every(({ parents }) => parents.includes(prefix.slice(0, -1)))).toBe(true);
    points.forEach(({ attributes }, i) => {
      const [x = NaN, y = NaN] = centreOf(attributes['transform']);
      const row = order[i] ?? -1;
      expect(Math.hypot(x - (screen.x[row] ?? NaN), y - (screen.y[row] ?? NaN))).toBeLessThan(0.5);
    });
  });

  it('refers only to what it defines, once each, in the proportions of both', () => {
    const ids = elements.flatMap(({ attributes }) => attributes['id'] ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of svg.matchAll(/url\(#([^)]+)\)/g)) expect(ids).toContain(id);
    expect(elements[0]?.attributes).toMatchObject({ width: '180mm', height: '135mm', viewBox: '0 0 800 600', role: 'img' });
  });

  it('keeps each side within its half, and has the titles of both and the threads between them', () => {
    const rects = elements.filter(({ name, parents }) => name === 'rect' && parents.includes('defs'));
    expect(rects.map(({ attributes }) => attributes['width'])).toEqual(['430', '370']);
    expect(elements.filter(({ attributes }) => attributes['clip-path'] !== undefined)).toHaveLength(2);
    const texts = elements.filter(({ name }) => name === 'tspan' || name === 'text').map(({ text }) => text);
    for (const { prefix } of sides) expect(texts).toContain(`${prefix}title`);
    expect(elements.filter(({ parents }) => parents.at(-1) === 'joining').map(({ attributes }) => attributes)).toEqual([{ d: 'M1 2C3 4 5 6 700 8', stroke: '#102030', 'stroke-opacity': '0.123', 'stroke-width': '1.6' }]);
    expect(elements.find(({ attributes }) => attributes['id'] === 'divider')?.attributes['x']).toBe('430');
  });
});

describe('what SVG is written with', () => {
  it('writes no number that is none', () => {
    expect([px(1.005), px(-0.001), px(12.3456)]).toEqual(['1', '0', '12.35']);
    expect(() => px(NaN)).toThrow('NaN');
  });

  it('keeps pairs of surrogates, and shows where half of one was', () => {
    expect(xmlText('👩 \ud83d \udc69 <')).toBe('👩 \ufffd \ufffd &lt;');
  });

  const writing = (halos: 'outline' | 'plate'): SvgCanvas => new SvgCanvas({ prefix: '', definitions: new Definitions(), widthOf: (text) => text.length * 6, imageUrl: () => '', halos });

  it('joins runs that follow one another to one text, and none that stands elsewhere', () => {
    const canvas = writing('outline');
    canvas.font = '400 12px "Literata Variable", serif';
    canvas.fillText('the ', 10, 20);
    canvas.font = '620 12px "Literata Variable", serif';
    canvas.fillText('bank', 34, 20);
    canvas.fillText('29', 64, 20);
    canvas.fillText('far', 200, 20);
    canvas.fillText('below', 218, 40);
    const elements = parse(canvas.markup());
    expect(elements.filter(({ name }) => name === 'text')).toHaveLength(3);
    expect(elements.filter(({ name }) => name === 'tspan').map(({ text, attributes }) => [text, attributes['dx']])).toEqual([['the ', undefined], ['bank', undefined], ['29', '6']]);
  });

  it('writes the halo of a text as a plate where an outline would be a second text', () => {
    const canvas = writing('plate');
    canvas.font = '400 12px sans-serif';
    canvas.strokeStyle = '#ffffff';
    canvas.strokeText('bank', 10, 20);
    canvas.fillText('bank', 10, 20);
    const [plate, text] = parse(canvas.markup());
    expect(plate).toMatchObject({ name: 'rect', attributes: { x: '8.5', width: '27', fill: '#ffffff', 'fill-opacity': '0.6' } });
    expect(text?.attributes['stroke']).toBeUndefined();
  });

  it('writes the halo of a text as an outline behind it, once', () => {
    const canvas = writing('outline');
    canvas.font = 'italic 560 20px "Literata Variable", serif';
    Object.assign(canvas, { shadowColor: '#ffffff', shadowOffsetX: 20_000, shadowBlur: 3 });
    canvas.fillText('bank', 10 - 20_000, 20);
    Object.assign(canvas, { shadowColor: 'transparent', shadowOffsetX: 0, fillStyle: '#102030' });
    canvas.fillText('bank', 10, 20);
    const [text, ...more] = parse(canvas.markup());
    expect(more).toEqual([]);
    expect(text).toMatchObject({ name: 'text', text: 'bank', attributes: { x: '10', stroke: '#ffffff', 'stroke-width': '3', 'paint-order': 'stroke', 'font-style': 'italic', 'font-weight': '560', 'font-family': '"Literata Variable", serif', fill: '#102030' } });
  });
});
