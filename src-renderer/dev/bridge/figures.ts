import type { DeviceInUse } from '@contract/embedding';
import { oneSide, type ModelCard } from '@contract/model-card';
import { REACH_DISTANCES, type MeasuredFigures, type SideReach } from '@contract/model-figures';
import type { KeptInt8Speed } from '@contract/speed/int8-speed';

const FLOOR = 1e-13;
const FARTHEST = REACH_DISTANCES[REACH_DISTANCES.length - 1] ?? 0;

/** A side from which every word moves the target, the less the farther it is. */
function movedSide(near: number, falls: number): SideReach {
  return { reach: FARTHEST, moves: REACH_DISTANCES.map((distance) => ({ distance, move: near * distance ** -falls, share: near * distance ** -falls / 0.9, n: 12 })) };
}

const UNMOVED: SideReach = { reach: 0, moves: REACH_DISTANCES.map((distance) => ({ distance, move: 0, share: 0, n: 12 })) };

/** What somebody might have measured of a model. */
export function fakeFigures(model: ModelCard, device: DeviceInUse): MeasuredFigures {
  const { id, kind, nParameters, nLayers } = model;
  const side = oneSide(model);
  const isContextual = kind !== 'static';
  const [near, falls] = kind === 'elmo' || kind === 'ulmfit' ? [0.012, 1.05] : [0.02, 0.7];
  const msPerWord = isContextual ? nParameters / 3e7 : 0.004;
  const samples = [8, 16, 32, 64, 128, 256].map((nWords) => ({ nWords, medianMs: 0.02 + msPerWord * nWords }));
  return {
    modelId: id, nParameters, isContextual, device: isContextual ? device : { provider: 'cpu', label: 'CPU, table look-up' },
    steps: { fixed: isContextual ? nLayers - 1 : 0, perWord: kind === 'elmo' || kind === 'ulmfit' ? 1 : 0 },
    time: { samples, linear: { intercept: 0.02, slope: msPerWord, r2: 1 }, power: { intercept: Math.log(msPerWord), slope: 0.97, r2: 0.999 } },
    reach: Array.from({ length: nLayers }, () => ({
      floor: FLOOR, left: isContextual && side !== 'right' ? movedSide(near, falls) : UNMOVED, right: isContextual && side !== 'left' ? movedSide(near * 0.6, falls) : UNMOVED,
    })),
  };
}

/** What somebody might have measured of products in 8 bits. */
export function fakeInt8Speed({ nLayers }: ModelCard, set: string, nOccurrences: number): KeptInt8Speed {
  return {
    set, nOccurrences, device: 'CPU, 2 threads', measuredAt: '2026-03-02T10:15:00.000Z',
    wordsPerSecond: { exact: 1_840, int8: 3_120, ratio: 1.7, rounds: [{ nWords: 2_300, exactMs: 1_250, int8Ms: 737 }, { nWords: 2_280, exactMs: 1_239, int8Ms: 729 }] },
    layers: Array.from({ length: nLayers }, (_, layer) => ({
      layer, cosine: { worst: 1 - 0.004 * layer, median: 1 - 0.0007 * layer }, recall: { exact: 0.6 + 0.04 * layer, int8: 0.595 + 0.04 * layer }, sameNearest: 1 - 0.005 * layer,
    })),
    verdicts: { layer: nLayers - 1, nSame: nOccurrences - 2, n: nOccurrences },
  };
}
