import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Failure } from '@contract/failure';
import { SafetensorsFile } from './safetensors';

const dir = mkdtempSync(join(tmpdir(), 'contexture-safetensors-'));
afterAll(() => { rmSync(dir, { recursive: true }); });
let nFiles = 0;

function fileOf(header: string, data: Uint8Array, claimedLength?: bigint): string {
  const json = Buffer.from(header);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(claimedLength ?? BigInt(json.length));
  nFiles += 1;
  const path = join(dir, `${nFiles}.safetensors`);
  writeFileSync(path, Buffer.concat([length, json, data]));
  return path;
}

const entry = (dtype: string, shape: readonly number[], begin: number, end: number) => ({ dtype, shape, data_offsets: [begin, end] });
const refusal = (path: string): unknown => {
  try {
    new SafetensorsFile(path).close();
    return null;
  } catch (error) {
    return error;
  }
};

describe('safetensors', () => {
  test('F32, F16 and BF16 are widened, whatever the alignment of the data', () => {
    const data = Buffer.alloc(8 + 4 + 4);
    data.writeFloatLE(1.5, 0);
    data.writeFloatLE(-3.25, 4);
    data.writeUInt16LE(0x3c00, 8);
    data.writeUInt16LE(0x0001, 10);
    data.writeUInt16LE(0x3fc0, 12);
    data.writeUInt16LE(0xc000, 14);
    for (const padding of ['', ' ', '  ', '   ']) {
      const header = { __metadata__: { format: 'pt' }, a: entry('F32', [2, 1], 0, 8), 'b.weight': entry('F16', [2], 8, 12), c: entry('BF16', [1, 2], 12, 16), empty: entry('F32', [0, 4], 16, 16) };
      const file = new SafetensorsFile(fileOf(JSON.stringify(header) + padding, data));
      expect([...file.read('a')]).toEqual([1.5, -3.25]);
      expect([...file.read('b.weight')]).toEqual([1, 2 ** -24]);
      expect([...file.read('c')]).toEqual([1.5, -2]);
      expect([...file.read('empty')]).toEqual([]);
      expect([file.shape('a'), file.has('__metadata__'), file.has('d')]).toEqual([[2, 1], false, false]);
      expect(() => file.read('d')).toThrow(/lack "d"/);
      file.close();
    }
  });

  test('other types may be in the file but cannot be read', () => {
    const file = new SafetensorsFile(fileOf(JSON.stringify({ ids: entry('I64', [1], 0, 8), scalar: entry('F32', [], 8, 12) }), Buffer.alloc(12)));
    expect(() => file.read('ids')).toThrow(/"ids" has the type I64/);
    expect([...file.read('scalar')]).toEqual([0]);
    file.close();
  });

  const four = Buffer.alloc(4);
  test.each<[string, string, RegExp]>([
    ['too short', (() => { const path = join(dir, 'short'); writeFileSync(path, 'abc'); return path; })(), /shorter than/],
    ['header longer than the file', fileOf('{}', four, 1000n), /ends inside its header/],
    ['header longer than allowed', fileOf('{}', four, 2n ** 63n), /more than 25 MB/],
    ['not an object', fileOf('[1]', four), /does not begin with/],
    ['not JSON', fileOf('{"a":', four), /not valid JSON/],
    ['not UTF-8', (() => { const path = join(dir, 'latin'); writeFileSync(path, Buffer.from([3, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0xff, 0x7d])); return path; })(), /not valid JSON/],
    ['repeated name', fileOf('{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"\\u0061":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}', four), /"a" twice/],
    ['unknown type', fileOf(JSON.stringify({ a: entry('F99', [1], 0, 4) }), four), /unknown type F99/],
    ['no shape', fileOf(JSON.stringify({ a: { dtype: 'F32', data_offsets: [0, 4] } }), four), /"a" in an unknown way/],
    ['negative size', fileOf(JSON.stringify({ a: entry('F32', [-1], 0, 4) }), four), /"a" in an unknown way/],
    ['wrong length', fileOf(JSON.stringify({ a: entry('F32', [2], 0, 4) }), four), /4 bytes where its shape needs 8/],
    ['overflowing shape', fileOf(JSON.stringify({ a: entry('F32', [2 ** 40, 2 ** 40], 0, 4) }), four), /impossible shape/],
    ['end before begin', fileOf(JSON.stringify({ a: entry('F32', [1], 4, 0) }), four), /"a" -4 bytes/],
    ['hole', fileOf(JSON.stringify({ a: entry('F32', [1], 4, 8) }), Buffer.alloc(8)), /gap before "a"/],
    ['overlap', fileOf(JSON.stringify({ a: entry('F32', [1], 0, 4), b: entry('F32', [1], 0, 4) }), four), /overlap/],
    ['cut off', fileOf(JSON.stringify({ a: entry('F32', [2], 0, 8) }), four), /cut off/],
    ['bytes left over', fileOf(JSON.stringify({ a: entry('F32', [1], 0, 4) }), Buffer.alloc(5)), /after the end/],
    ['metadata of another kind', fileOf(JSON.stringify({ __metadata__: { n: 1 }, a: entry('F32', [1], 0, 4) }), four), /metadata/],
  ])('refuses: %s', (_, path, reason) => {
    const failure = refusal(path);
    expect(failure).toBeInstanceOf(Failure);
    expect((failure as Failure).message).toMatch(reason);
  });

  test('a header nested too deeply, or of one endless text, is refused in one sentence', () => {
    const deep = fileOf(`{"a":${'['.repeat(3_000_000)}${']'.repeat(3_000_000)}}`, four);
    expect(refusal(deep)).toMatchObject({ code: 'model', message: 'The header of the weight file is nested more than 200 levels deep, as no file of a model is; copy or download it again.', detail: undefined });
    const long = fileOf(`{"${'x'.repeat(20_000_000)}":1}`, four);
    const failure = refusal(long);
    expect(failure).toBeInstanceOf(Failure);
    expect((failure as Failure).message).toMatch(/^The weight file describes "x{80}…" in an unknown way; copy or download it again\.$/);
    expect(refusal(fileOf(`{"__metadata__":{"a":"${'\\"'.repeat(5_000_000)}"},"b":${JSON.stringify(entry('F32', [1], 0, 4))}, "b" : 1}`, four))).toMatchObject({ message: 'The weight file names "b" twice; copy or download it again.' });
  });

  test('a file that is not there', () => {
    expect(refusal(join(dir, 'absent'))).toMatchObject({ code: 'not-found' });
  });
});
