import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ModelCard } from '@contract/model-card';
import { cosineDistance } from '@vectors/cosine';
import { convertModel } from '../../../conversion/convert';
import { GraphBuilder } from '../../../conversion/onnx/graph-builder';
import type { Encoder } from '../../runtime/encoder';
import { embedTargets } from '../../sets/embed';
import { loadEncoder } from '../load-encoder';
import { int8Graph } from './int8-graph';

const checkpoints = path.resolve(import.meta.dirname, '../../../conversion/golden/checkpoints');
const texts = ['the boat lay by the bank', 'she paid the money into the bank of the town and went home'];
const targets = texts.map((text) => ({ text, charStart: text.indexOf('bank'), charEnd: text.indexOf('bank') + 4 }));

describe.each([['bert', 'source'], ['gpt2', 'source'], ['bert', 'float16']] as const)('a tiny %s, weights in %s', (name, precision) => {
  const dir = mkdtempSync(path.join(tmpdir(), 'contexture-int8-'));
  const out = path.join(dir, 'tiny');
  let exact: Encoder;
  let int8: Encoder;

  beforeAll(async () => {
    const card = await convertModel(path.join(checkpoints, name), out, { id: 'tiny', name, licence: 'MIT', source: 'A test.', madeBy: 'vitest' }, { precision });
    exact = await loadEncoder(out, card as ModelCard, 'cpu');
    int8 = await loadEncoder(out, card as ModelCard, 'cpu', 'int8');
  });
  afterAll(async () => {
    await exact.release();
    await int8.release();
    rmSync(dir, { recursive: true, force: true });
  });

  it('gives nearly the exact vectors, layer 0 the very same, and says so by its device', async () => {
    const [wanted, found] = [await embedTargets(exact, targets, 'mean'), await embedTargets(int8, targets, 'mean')];
    const { dim, nLayers } = exact.tokenizer.card;
    const distances = Array.from({ length: targets.length * nLayers }, (_, at) => cosineDistance(wanted.values.subarray(at * dim, (at + 1) * dim), found.values.subarray(at * dim, (at + 1) * dim)));
    expect(Math.max(...distances)).toBeLessThan(0.01);
    for (let row = 0; row < targets.length; row++) {
      expect(found.values.subarray(row * nLayers * dim, (row * nLayers + 1) * dim)).toEqual(wanted.values.subarray(row * nLayers * dim, (row * nLayers + 1) * dim));
      expect(distances[(row + 1) * nLayers - 1]).toBeGreaterThan(0);
    }
    expect(int8.device).toEqual({ provider: 'cpu', label: `${exact.device.label}, 8-bit products` });
  });

  it('gives a sentence the same vector whatever is run with it, but for a rounding that is tipped', async () => {
    const together = await embedTargets(int8, targets, 'mean');
    const alone = await embedTargets(int8, targets.slice(0, 1), 'mean');
    const width = alone.values.length;
    const worst = Math.max(...alone.values.map((value, at) => Math.abs(value - (together.values[at] as number))));
    expect(width).toBe(together.values.length / 2);
    expect(worst).toBeLessThan(2e-3);
  });
});

describe('what has no 8-bit products', () => {
  it('is a graph of another tool, and one without a stored matrix', async () => {
    const { writeFileSync } = await import('node:fs');
    const dir = mkdtempSync(path.join(tmpdir(), 'contexture-int8-'));
    const g = new GraphBuilder('g');
    g.output('y', g.node('Abs', [g.input('x', 'float', ['n'])]), 'float', ['n']);
    const own = g.toModel({ opset: 18, irVersion: 9 });
    writeFileSync(path.join(dir, 'own.onnx'), own);
    // Field 5, model_version, which our graphs do not have.
    writeFileSync(path.join(dir, 'other.onnx'), Buffer.concat([own, Buffer.from([0x28, 1])]));
    await expect(int8Graph(path.join(dir, 'own.onnx'))).rejects.toThrow(/has no product with a stored matrix/);
    await expect(int8Graph(path.join(dir, 'other.onnx'))).rejects.toThrow(/was made by another tool/);
    rmSync(dir, { recursive: true, force: true });
  });
});
