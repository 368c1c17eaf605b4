import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { GraphBuilder, float, graph, int, ints, text } from './graph-builder';
import { decodeModel } from '../../model-format/onnx-messages';
import { WeightFile } from './weight-file';

const dir = mkdtempSync(join(tmpdir(), 'contexture-onnx-'));
afterAll(() => { rmSync(dir, { recursive: true }); });

describe('graph builder', () => {
  test('what is written can be read back', () => {
    const g = new GraphBuilder('outer');
    const x = g.input('x', 'float', ['batch', 3]);
    const inner = new GraphBuilder('inner');
    inner.output('inner/y', inner.node('Relu', [x]), 'float', ['batch', 3]);
    const y = g.node('If', [x], { then_branch: graph(inner), a: int(-7), b: ints([1, -1]), c: float(0.5), d: text('none') });
    g.output('y', g.node('Add', [y, g.float32([1.5])]), 'float', ['batch', 3]);
    const model = decodeModel(g.toModel({ opset: 20, irVersion: 9 }));
    expect(model).toMatchObject({ irVersion: 9, opsetImport: [{ domain: '', version: 20 }] });
    expect(model.graph.input[0]).toEqual({ name: 'x', type: { tensorType: { elemType: 1, shape: { dim: [{ dimParam: 'batch' }, { dimValue: 3 }] } } } });
    expect(model.graph.node.map((node) => node.opType)).toEqual(['If', 'Add', 'Identity']);
    const [branch, a, b, c, d] = model.graph.node[0]?.attribute ?? [];
    expect(branch?.g?.node.map((node) => node.input)).toEqual([['x'], ['inner/Relu_1']]);
    expect([a?.i, b?.ints, c?.f, Buffer.from(d?.s ?? []).toString()]).toEqual([-7, [1, -1], 0.5, 'none']);
    expect(model.graph.initializer[0]).toMatchObject({ dims: [1], dataType: 1 });
  });

  test('equal constants are one constant, unequal ones are not', () => {
    const g = new GraphBuilder('g');
    expect(g.int64([1, 2])).toBe(g.int64([1, 2]));
    expect(new Set([g.int64([1]), g.int64([1], []), g.float32([1]), g.int64([2])]).size).toBe(4);
  });
});

describe('weight file', () => {
  test('tensors are aligned to 64 bytes, little-endian halves, and widened in the graph', () => {
    const path = join(dir, 'weights.bin');
    const weights = new WeightFile(path, 'float16');
    weights.add('a', new Float32Array([1, -2, 65504]), [3]);
    const b = weights.add('b', new Float32Array([0.5, 2 ** -24]), [2, 1]);
    weights.close();
    const bytes = readFileSync(path);
    expect([...bytes.subarray(0, 6)]).toEqual([0x00, 0x3c, 0x00, 0xc0, 0xff, 0x7b]);
    expect(b).toEqual({ name: 'b', shape: [2, 1], file: 'weights.bin', offset: 64, length: 4, precision: 'float16' });
    expect([...bytes.subarray(64)]).toEqual([0x00, 0x38, 0x01, 0x00]);
    const g = new GraphBuilder('g');
    g.weight(b);
    const { initializer, node } = decodeModel(g.toModel({ opset: 18, irVersion: 9 })).graph;
    expect(initializer).toMatchObject([{ name: 'b', dims: [2, 1], dataType: 10, dataLocation: 1, externalData: [
      { key: 'location', value: 'weights.bin' }, { key: 'offset', value: '64' }, { key: 'length', value: '4' },
    ] }]);
    expect(node).toMatchObject([{ opType: 'Cast', input: ['b'] }]);
  });

  test('values that half precision cannot hold are refused by name, not turned into infinity', () => {
    const weights = new WeightFile(join(dir, 'large.bin'), 'float16');
    expect(() => weights.add('too large', new Float32Array([70000]), [1])).toThrow(/"?too large"? .*half precision/);
    expect(() => weights.add('not a number', new Float32Array([Number.NaN]), [1])).toThrow(/not a number/);
    expect(() => weights.add('short', new Float32Array([1]), [2])).toThrow(RangeError);
    weights.close();
  });

  test('an existing file is never overwritten', () => {
    const path = join(dir, 'once.bin');
    new WeightFile(path, 'float32').close();
    expect(() => new WeightFile(path, 'float32')).toThrow(/EEXIST/);
  });
});
