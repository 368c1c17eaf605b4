import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import h5wasm from 'h5wasm/node';
import { afterAll, describe, expect, test } from 'vitest';
import { Failure } from '@contract/failure';
import { Hdf5File } from './hdf5';
import { readTensor } from './tensors';

const golden = resolve(import.meta.dirname, 'golden/precisions.hdf5');
const dir = mkdtempSync(join(tmpdir(), 'contexture-hdf5-'));
afterAll(() => { rmSync(dir, { recursive: true }); });
const halves = [0, 1, -2.5, 65504, Math.fround(1023 * 2 ** -24), 2 ** -24];

async function withGolden<Result>(use: (file: Hdf5File) => Result): Promise<Result> {
  const file = await Hdf5File.open(golden);
  try {
    return use(file);
  } finally {
    file.close();
  }
}

describe('HDF5', () => {
  test('half, single, double and compressed datasets are read with their shapes', async () => {
    await withGolden((file) => {
      expect(file.shape('halves')).toEqual([2, 3]);
      expect([...file.read('halves')]).toEqual(halves);
      expect([...file.read('compressed')]).toEqual(halves);
      expect([...file.read('group/singles')]).toEqual([0, 1, -2.5, 65504, Math.fround(6.1e-5), 2 ** -24]);
      expect([...file.read('group/doubles')]).toEqual([...file.read('group/singles')]);
    });
  });

  test('what is missing, no dataset or no float is refused by name', async () => {
    await withGolden((file) => {
      expect([file.has('halves'), file.has('group'), file.has('nothing'), file.has('group/nothing')]).toEqual([true, false, false, false]);
      expect(() => file.read('nothing')).toThrow(/lack "nothing"/);
      expect(() => file.read('integers')).toThrow(/"integers" does not hold/);
      expect(() => file.read('bigendian')).toThrow(/"bigendian" does not hold/);
      expect(() => readTensor(file, 'halves', [3, 2])).toThrow(/"halves" has the shape \[2, 3\] where the settings ask for \[3, 2\]/);
      expect(() => readTensor(file, 'nothing', [1])).toThrow(/lack "nothing"/);
    });
  });

  test('a dataset larger than its file could hold is refused before memory is asked for', async () => {
    await h5wasm.ready;
    const path = join(dir, 'sparse.hdf5');
    const sparse = new h5wasm.File(path, 'w');
    sparse.create_dataset({ name: 'zeros', data: new Float32Array(5_000_000), shape: [5_000_000], dtype: '<f4', chunks: [500_000], compression: 9 });
    sparse.create_dataset({ name: 'few', data: new Float32Array(50_000), shape: [50_000], dtype: '<f4', chunks: [50_000], compression: 9 });
    sparse.close();
    const file = await Hdf5File.open(path);
    expect(() => file.read('zeros')).toThrow(/"zeros" claims to be larger than the whole file/);
    expect(file.read('few')).toHaveLength(50_000);
    file.close();
  });

  test('a file that is not there, not HDF5 or damaged is refused', async () => {
    await expect(Hdf5File.open(join(dir, 'absent.hdf5'))).rejects.toMatchObject({ code: 'not-found' });
    const other = join(dir, 'text.hdf5');
    writeFileSync(other, 'not a weight file at all');
    await expect(Hdf5File.open(other)).rejects.toThrow(/text\.hdf5 is not an HDF5 file/);
    for (const nBytes of [8, 96, 600]) {
      const cut = join(dir, `cut-${nBytes}.hdf5`);
      writeFileSync(cut, readFileSync(golden));
      truncateSync(cut, nBytes);
      const failure = await Hdf5File.open(cut).then((file) => file.read('halves')).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(Failure);
      expect(failure).toMatchObject({ code: 'model' });
    }
  });
});
