import { beforeEach, expect, it, vi } from 'vitest';
import { marked, setOf } from '../../sets/set.testing';
import { current } from '../../state/document.svelte';
import { inspection } from '../../state/inspection.svelte';
import type { View } from '../../state/view';
import { copyText } from '../copying';
import { copyDistances, copyDistancesScript } from './copying-distances';

vi.mock('../copying', () => ({ copyText: vi.fn() }));

const copied = vi.mocked(copyText);
const background = { meanCosine: { mean: [0.5, 0.25] } };
const viewOf = (kind: string): View => ({
  model: { id: 'm', name: 'M', kind, nLayers: 2, source: 'org/m.', background, files: { 'config.json': {} } }, set: setOf([marked('a |bank|'), marked('b |bank|')]),
  pooling: 'mean', prompt: '', layer: 1, mix: null, mixed: null, map: {}, summary: { subwords: [['bank'], ['bank']] },
} as unknown as View);

beforeEach(() => {
  copied.mockClear();
  current.view = viewOf('bert');
  inspection.distances = { rows: [0, 1], nLayers: 2, values: Float32Array.of(0, 1, 1, 0, 0, 0.5, 0.5, 0) };
});

it('copies the matrix on screen, beside the random pair', () => {
  copyDistances();
  expect(copied.mock.lastCall?.[0]).toContain('layer 1: cosine distance; two random words 0.7500\n\tA\tB\nA\t0.0000\t0.5000');
});

it('copies its script', () => {
  copyDistancesScript();
  expect(copied.mock.lastCall?.[0]).toContain('("B", "b bank", 2, 6, ["bank"])');
});

it('copies no script of what Python cannot run, and nothing where nothing is measured', () => {
  current.view = viewOf('elmo');
  copyDistancesScript();
  inspection.distances = null;
  copyDistances();
  expect(copied).not.toHaveBeenCalled();
});
