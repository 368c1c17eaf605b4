import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Failure } from '@contract/failure';
import { mulberry32, randomBelow, type Random } from '@contract/prng';
import { buildElmoGraphs } from './elmo-graph';
import { parseElmoOptions } from '../model-format/elmo-options';
import { Hdf5File } from './hdf5';
import type { WeightSink } from './onnx/weight-file';

const golden = resolve(import.meta.dirname, 'golden/elmo-clips');
const original = readFileSync(join(golden, 'weights.hdf5'));
const options = parseElmoOptions(readFileSync(join(golden, 'options.json'), 'utf8'));
const dir = mkdtempSync(join(tmpdir(), 'contexture-fuzz-'));
afterAll(() => { rmSync(dir, { recursive: true }); });

/** Takes every value as a weight file would, and keeps none. */
class Swallowing implements WeightSink {
  nValues = 0;

  add(name: string, values: Float32Array | (() => Float32Array), shape: readonly number[]): ReturnType<WeightSink['add']> {
    this.nValues += (typeof values === 'function' ? values() : values).length;
    return { name, shape, file: 'nowhere', offset: 0, length: 0, precision: 'float32' };
  }
}

/** What comes of a file with these bytes: how many values it gave, or the failure. Anything else that is thrown is the test's failure. */
async function read(bytes: Uint8Array): Promise<number | Failure> {
  const path = join(dir, 'weights.hdf5');
  writeFileSync(path, bytes);
  try {
    const file = await Hdf5File.open(path);
    try {
      const weights = new Swallowing();
      buildElmoGraphs(options, file, weights);
      return weights.nValues;
    } finally {
      file.close();
    }
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

function changed(random: Random, { within, to }: { readonly within: number; readonly to: number | null }): Uint8Array {
  const bytes = Uint8Array.from(original);
  for (let i = 0; i <= randomBelow(random, 8); i++) bytes[randomBelow(random, within)] = to ?? randomBelow(random, 256);
  return bytes;
}

describe('damaged ELMo weights', () => {
  test('the file as it is gives all its values', async () => {
    expect(await read(original)).toBeGreaterThan(3_000);
  });

  test('a file that ends early is refused', async () => {
    const random = mulberry32(1);
    for (let i = 0; i < 40; i++) expect(await read(original.subarray(0, randomBelow(random, original.length)))).toBeInstanceOf(Failure);
  });

  test.each([
    ['random bytes in the headers', { within: 6_000, to: null }],
    ['random bytes anywhere', { within: original.length, to: null }],
    ['huge numbers', { within: original.length, to: 255 }],
  ] as const)('%s give the values or a Failure, nothing else', async (_, how) => {
    const random = mulberry32(2);
    const outcomes: (number | Failure)[] = [];
    for (let i = 0; i < 60; i++) outcomes.push(await read(changed(random, how)));
    const refused = outcomes.filter((outcome) => outcome instanceof Failure);
    expect(refused.length).toBeGreaterThan(0);
    expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(['model']));
  });
});
