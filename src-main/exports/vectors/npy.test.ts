import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { npyHeader, readNpy } from './npy';

let folder = '';
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'contexture-npy-')); });
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

/** `numpy.save` of `[[1.5, -2], [0, 3.25], [7, 8]]`, float32. */
const FROM_NUMPY = Buffer.from(
  'k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDMsIDIpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAMA/AAAAwAAAAAAAAFBAAADgQAAAAEE=', 'base64');

const bytesOf = (shape: readonly number[], values: readonly number[]): Buffer => Buffer.concat([npyHeader(shape), new Uint8Array(Float32Array.from(values).buffer)]);

function save(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

describe('npyHeader', () => {
  it('is byte for byte what numpy writes', () => {
    expect(bytesOf([3, 2], [1.5, -2, 0, 3.25, 7, 8])).toEqual(FROM_NUMPY);
  });

  it('ends at a multiple of 64 and writes one axis as a tuple', () => {
    for (const shape of [[3], [0, 7, 384], [200_000, 13, 1024]]) expect(npyHeader(shape).length % 64).toBe(0);
    expect(Buffer.from(npyHeader([3])).toString('latin1')).toContain("'shape': (3,), }");
  });
});

describe('readNpy', () => {
  it('reads what numpy wrote', async () => {
    expect(await readNpy(save('numpy.npy', FROM_NUMPY))).toEqual({ shape: [3, 2], values: Float32Array.from([1.5, -2, 0, 3.25, 7, 8]) });
  });

  it('reads back any shape', async () => {
    for (const shape of [[3], [2, 3], [2, 1, 3], [0, 4]]) {
      const values = Array.from({ length: shape.reduce((product, axis) => product * axis, 1) }, (_, index) => index / 8);
      expect(await readNpy(save('shape.npy', bytesOf(shape, values)))).toEqual({ shape, values: Float32Array.from(values) });
    }
  });

  it('refuses what is not such a file, and says why', async () => {
    const header = (text: string): Buffer => {
      const bytes = Buffer.from(npyHeader([2, 2]));
      bytes.write(text.padEnd(bytes.length - 11), 10, 'latin1');
      return Buffer.concat([bytes, Buffer.alloc(16)]);
    };
    const refusal = (name: string, bytes: Uint8Array): Promise<unknown> => readNpy(save(name, bytes));
    await expect(refusal('cut.npy', FROM_NUMPY.subarray(0, FROM_NUMPY.length - 1))).rejects.toThrow('should have 152 bytes and has 151');
    await expect(refusal('long.npy', Buffer.concat([FROM_NUMPY, Buffer.from('x')]))).rejects.toThrow('should have 152 bytes and has 153');
    await expect(refusal('text.npy', Buffer.from('row,x,y\n0,1,2\n'))).rejects.toThrow('is not a version 1 .npy file');
    await expect(refusal('empty.npy', Buffer.alloc(0))).rejects.toThrow('is not a version 1 .npy file');
    await expect(refusal('double.npy', header("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 1), }"))).rejects.toThrow('does not hold float32 values in C order');
    await expect(refusal('fortran.npy', header("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 2), }"))).rejects.toThrow('does not hold float32 values in C order');
    await expect(refusal('negative.npy', header("{'descr': '<f4', 'fortran_order': False, 'shape': (-2, -2), }"))).rejects.toThrow('does not hold float32');
    await expect(refusal('huge.npy', header("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999, 99999999), }"))).rejects.toThrow('should have');
    await expect(refusal('spaces.npy', header("{'descr': '<f4', 'fortran_order': False, 'shape': (2 2), }"))).rejects.toThrow('should have NaN bytes');
    await expect(readNpy(join(folder, 'missing.npy'))).rejects.toThrow('is not there');
    await expect(readNpy(folder)).rejects.toThrow('is a folder');
  });
});
