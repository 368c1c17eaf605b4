import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ModelCard } from '@contract/model-card';
import { REACH_DISTANCES, SIDES, type Carrier, type ModelFigures } from '@contract/model-figures';
import { convertModel } from '../../conversion/convert';
import { readCarriers } from '../../corpora/carriers';
import { ModelLibrary } from '../../models/library';
import { loadEncoder } from '../encoders/load-encoder';
import { InferenceService } from '../process/service';
import type { Encoder } from '../runtime/encoder';
import { fakeEncoder, UNKNOWN } from '../testing/fake-encoder.testing';
import { measuredReach } from './measured-reach';
import { measuredTime, TIMED_LENGTHS } from './measured-time';

const checkpoints = path.resolve(import.meta.dirname, '../../conversion/golden/checkpoints');
const carriers = (await readCarriers(path.resolve('assets/carriers.json'))).slice(0, 3);
const background = { background: { meanCosine: { mean: [0.5, 0.5] } } } as unknown as ModelCard;

/** One word a letter, so that every tokenizer that knows letters alone cuts the variants alike. */
function letterCarrier(nEach: number): Carrier {
  const words = Array.from({ length: 2 * nEach + 1 }, (_, i): string => (i === nEach ? 'e' : i % 2 === 0 ? 'a' : 'i'));
  const textOf = (list: readonly string[]): Carrier['base'] => ({ text: list.join(' '), charStart: 2 * nEach, charEnd: 2 * nEach + 1 });
  return {
    base: textOf(words),
    variants: SIDES.flatMap((side) =>
      REACH_DISTANCES.filter((distance) => distance <= nEach).map((distance) => ({
        side,
        distance,
        ...textOf(words.with(nEach + (side === 'left' ? -distance : distance), 'o')),
      })),
    ),
  };
}

describe('the reach of a tiny GPT-2', () => {
  let dir: string;
  let encoder: Encoder;
  beforeAll(async () => {
    dir = mkdtempSync(path.join(tmpdir(), 'contexture-figures-'));
    const out = path.join(dir, 'tiny');
    const card = await convertModel(path.join(checkpoints, 'gpt2'), out, { id: 'tiny', name: 'tiny', licence: 'MIT', source: 'A test.', madeBy: 'vitest' }, { precision: 'source' });
    encoder = await loadEncoder(out, { ...card, ...background }, 'cpu');
  });
  afterAll(async () => {
    await encoder.release();
    rmSync(dir, { recursive: true, force: true });
  });

  it('ends at the target: to the right nothing moves it', async () => {
    const layers = await measuredReach(encoder, [letterCarrier(8)], {});
    for (const { left, right } of layers.slice(1)) expect([left.reach, right.reach]).toEqual([8, 0]);
    expect(layers[0]).toMatchObject({ left: { reach: 0 }, right: { reach: 0 } });
    expect(layers[1]?.right.moves.map(({ n }) => n)).toEqual([1, 1, 1, 1, 0, 0]);
  });
});

describe('figures of the bundled models', () => {
  const inference = new InferenceService(new ModelLibrary(path.resolve('models')));
  /** All carriers take half a minute in ELMo. */
  const figures = (id: string, nCarriers = carriers.length): Promise<ModelFigures> => inference.figures(id, 'cpu', carriers.slice(0, nCarriers));
  afterAll(() => inference.release());

  it('GloVe: no context, a look-up, one number a dimension of every word', async () => {
    const found = await figures('glove-100d');
    expect(found).toMatchObject({ isContextual: false, nParameters: 50_063 * 100, steps: { fixed: 0, perWord: 0 } });
    expect(found.reach.map(({ left, right }) => [left.reach, right.reach])).toEqual([[0, 0]]);
    expect(found.reach[0]?.left.moves.every(({ move, n }) => n === carriers.length && move !== null && move < 1e-12)).toBe(true);
    expect(found.time?.samples.map(({ nWords }) => nWords)).toEqual(TIMED_LENGTHS.filter((nWords) => nWords < 3 * 66));
  }, 60_000);

  it('MiniLM: moved from both sides at 32 words, but not in layer 0; published 22,713,216 parameters less the pooler', async () => {
    const found = await figures('minilm-l6');
    expect(found).toMatchObject({ isContextual: true, nParameters: 22_713_216 - 384 * 385, steps: { fixed: 6, perWord: 0 } });
    expect(found.reach.map(({ left, right }) => [left.reach, right.reach])).toEqual([[0, 0], ...Array.from({ length: 6 }, () => [32, 32])]);
    for (const { floor } of found.reach) expect(floor).toBeLessThan(1e-6);
    expect(found.time?.linear.slope).toBeGreaterThan(0);
  }, 120_000);

  it('ELMo: moves fall with distance, words are read one after the other', async () => {
    const found = await figures('elmo-medium', 4);
    expect(found).toMatchObject({ isContextual: true, nParameters: 28_027_728, steps: { fixed: 3, perWord: 1 } });
    expect(found.reach[0]).toMatchObject({ left: { reach: 0 }, right: { reach: 0 } });
    for (const side of SIDES) {
      const moves = found.reach.at(-1)?.[side].moves.map(({ move }) => move ?? Number.NaN) ?? [];
      expect(moves).toHaveLength(REACH_DISTANCES.length);
      const [one, two, , eight, sixteen, far] = moves as [number, number, number, number, number, number];
      expect(one + two).toBeGreaterThan(4 * (sixteen + far));
      expect(eight).toBeGreaterThan(far);
    }
  }, 120_000);

  it('end when they are cancelled', async () => {
    const controller = new AbortController();
    const running = inference.figures('minilm-l6', 'cpu', carriers, { signal: controller.signal, onProgress: () => { controller.abort(); } });
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
  }, 60_000);
});

describe('of an encoder whose words are known', () => {
  it('leaves out variants that have another number of pieces, and carriers without a vector', async () => {
    const encoder = fakeEncoder({ card: background });
    const [left, right] = [{ text: 'aa b cc', charStart: 3, charEnd: 4, side: 'left', distance: 1 }, { text: 'a b ccc', charStart: 2, charEnd: 3, side: 'right', distance: 1 }] as const;
    const base = { text: 'a b cc', charStart: 2, charEnd: 3 };
    const unknown: Carrier = { base: { text: 'a x c', charStart: 2, charEnd: 3 }, variants: [{ text: 'b x c', charStart: 2, charEnd: 3, side: 'left', distance: 1 }] };
    expect(encoder.tokenizer.knows(UNKNOWN)).toBe(false);
    const [layer] = await measuredReach(encoder, [{ base, variants: [left, right, { ...base, text: 'd b cc', side: 'left', distance: 2 }] }, unknown], {});
    expect([layer?.left.moves[0]?.n, layer?.right.moves[0]?.n, layer?.left.moves[1]?.n]).toEqual([0, 0, 1]);
    await expect(measuredReach(encoder, [unknown], {})).rejects.toThrow('no vector for any target');
  });

  it('times every length that fits, a sentence a run, and the first round does not count', async () => {
    const encoder = fakeEncoder({ maxPieces: 32, onRun: () => new Promise((resolve) => { setTimeout(resolve, 1); }) });
    const prose = Array.from({ length: 256 }, () => 'a');
    const found = await measuredTime(encoder, prose, {});
    expect(found?.samples.map(({ nWords }) => nWords)).toEqual([8, 16, 32]);
    expect(encoder.batches.map(([sentence, ...others]) => [sentence?.ids.length, others.length]).slice(0, 4)).toEqual([[8, 0], [16, 0], [32, 0], [8, 0]]);
    expect(encoder.batches).toHaveLength(8 * 3);
    expect(await measuredTime(fakeEncoder({ maxPieces: 9 }), prose, {})).toBeNull();
  });
});
