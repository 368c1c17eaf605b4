import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { inferBody, readOutputs } from './tensors';

interface Golden {
  readonly ids: readonly (readonly string[])[];
  readonly weights: readonly (readonly number[])[];
  readonly request: { readonly nJsonBytes: number; readonly base64: string };
  readonly answer: { readonly nJsonBytes: number; readonly base64: string; readonly read: Readonly<Record<string, readonly (readonly number[])[]>> };
}
const golden = JSON.parse(readFileSync(path.join(import.meta.dirname, 'golden/binary-tensors.json'), 'utf8')) as Golden;
const inputs = [
  { name: 'input_ids', shape: [2, 3], data: BigInt64Array.from(golden.ids.flat(), BigInt) },
  { name: 'span_weights', shape: [2, 1], data: Float32Array.from(golden.weights.flat()) },
];
const names = ['span_vectors.0', 'span_vectors.1'];
const parts = (bytes: Uint8Array, nJsonBytes: number): readonly [unknown, Buffer] => [JSON.parse(Buffer.from(bytes.subarray(0, nJsonBytes)).toString()), Buffer.from(bytes.subarray(nJsonBytes))];

describe('tensors as bytes', () => {
  it('are written as the client of Triton writes them', () => {
    const { bytes, nJsonBytes } = inferBody(inputs, names, true);
    expect(parts(bytes, nJsonBytes ?? 0)).toEqual(parts(Buffer.from(golden.request.base64, 'base64'), golden.request.nJsonBytes));
  });

  it('are read as it reads them, in whatever order they come', () => {
    const read = readOutputs(Buffer.from(golden.answer.base64, 'base64'), golden.answer.nJsonBytes, names, [1, 2]);
    expect(read.map((values) => [Array.from(values)])).toEqual(names.map((name) => golden.answer.read[name]));
  });
});

describe('tensors as JSON', () => {
  it('are the same numbers', () => {
    const { bytes, nJsonBytes } = inferBody(inputs, names, false);
    expect(nJsonBytes).toBeNull();
    expect(JSON.parse(Buffer.from(bytes).toString())).toEqual({
      inputs: [
        { name: 'input_ids', datatype: 'INT64', shape: [2, 3], data: [101, 2924, 102, 101, -1, 2 ** 40] },
        { name: 'span_weights', datatype: 'FP32', shape: [2, 1], data: [0.5, Math.fround(1 / 3)] },
      ],
      outputs: [{ name: 'span_vectors.0' }, { name: 'span_vectors.1' }],
    });
  });

  it.each([[[[0.1, 3e8]]], [[0.1, 3e8]]])('may be nested or flat: %j', (data) => {
    const answer = Buffer.from(JSON.stringify({ outputs: [{ name: 'a', datatype: 'FP32', shape: [1, 2], data }] }));
    expect(readOutputs(answer, null, ['a'], [1, 2])).toEqual([Float32Array.of(0.1, 3e8)]);
  });

  it.each([
    ['{"outputs":[{"name":"b","datatype":"FP32","shape":[1,2],"data":[1,2]}]}', 'not asked for'], ['{"outputs":[]}', 'lacks the output a'], ['{"outputs":[7]}', 'no JSON object'],
    ['{"outputs":[{"name":"a","datatype":"FP32","shape":[1,2],"data":[1]}]}', 'has not the numbers'], ['{"outputs":[{"name":"a","datatype":"FP32","shape":[1,2],"data":[1,"2"]}]}', 'has not the numbers'],
    ['{"outputs":[{"name":"a","datatype":"FP32","shape":[1,2],"data":[1,1e300]}]}', 'no number'], ['[]', 'no JSON object'], ['\xff', 'no JSON'],
  ])('are refused where they are %s', (text, message) => { expect(() => readOutputs(Buffer.from(text, 'latin1'), null, ['a'], [1, 2])).toThrow(message); });

  it('are refused where the header names more than there is', () => { expect(() => readOutputs(Buffer.from('{}'), 3, ['a'], [1, 2])).toThrow('beyond its end'); });
});
