import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Failure } from '@contract/failure';
import { openTorchFile } from './torch-file';
import { unpickle } from './unpickle';

const goldenDir = resolve(import.meta.dirname, '../../golden/checkpoints');
const dir = mkdtempSync(join(tmpdir(), 'contexture-torch-'));
afterAll(() => { rmSync(dir, { recursive: true }); });

// A small assembler of pickles, protocol 2.
const bytes = (...values: number[]) => Buffer.from(values);
const int = (n: number) => { const out = bytes(0x4a, 0, 0, 0, 0); out.writeInt32LE(n, 1); return out; };
const long = (n: bigint) => { const out = bytes(0x8a, 8, ...new Array<number>(8).fill(0)); out.writeBigInt64LE(n, 2); return out; };
const string = (s: string) => { const text = Buffer.from(s); const head = bytes(0x58, 0, 0, 0, 0); head.writeUInt32LE(text.length, 1); return Buffer.concat([head, text]); };
const global = (module: string, name: string) => Buffer.from(`c${module}\n${name}\n`);
const tuple = (...items: Buffer[]) => Buffer.concat([bytes(0x28), ...items, bytes(0x74)]);
const dict = (...items: Buffer[]) => Buffer.concat([bytes(0x7d, 0x28), ...items, bytes(0x75)]);
const list = (...items: Buffer[]) => Buffer.concat([bytes(0x5d, 0x28), ...items, bytes(0x65)]);
const call = (callee: Buffer, ...args: Buffer[]) => Buffer.concat([callee, tuple(...args), bytes(0x52)]);
const pickle = (value: Buffer) => Buffer.concat([bytes(0x80, 2), value, bytes(0x2e)]);
const NONE: Buffer = bytes(0x4e);
const FALSE: Buffer = bytes(0x89);

const storage = (n: Buffer, type = 'FloatStorage', view = NONE) => Buffer.concat([tuple(string('storage'), global('torch', type), string('0'), string('cpu'), n, view), bytes(0x51)]);
const tensor = (size: number[], stride: number[], options: { n?: Buffer; offset?: number; type?: string; view?: Buffer } = {}) => call(
  global('torch._utils', '_rebuild_tensor_v2'), storage(options.n ?? int(6), options.type, options.view), int(options.offset ?? 0), tuple(...size.map(int)), tuple(...stride.map(int)), FALSE,
  call(global('collections', 'OrderedDict')),
);

/** torch.save's older form with one storage of the numbers 1…6. */
function legacyFile(described: Buffer, nElements = 6n): string {
  const header = Buffer.concat([
    bytes(0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e), pickle(bytes(0x4d, 0xe9, 0x03)),
    pickle(dict(string('protocol_version'), int(1001), string('little_endian'), bytes(0x88))), pickle(described), pickle(list(string('0'))),
  ]);
  const count = Buffer.alloc(8);
  count.writeBigInt64LE(nElements);
  const path = join(dir, 'legacy.bin');
  writeFileSync(path, Buffer.concat([header, count, Buffer.from(new Float32Array([1, 2, 3, 4, 5, 6]).buffer)]));
  return path;
}

async function reading(described: Buffer): Promise<readonly number[]> {
  const file = await openTorchFile(legacyFile(described));
  try {
    return [...file.read('w')];
  } finally {
    file.close();
  }
}

describe('weights saved by PyTorch', () => {
  test.each(['distilbert', 'electra'])('%s: names, shapes and finite numbers', async (name) => {
    const file = await openTorchFile(join(goldenDir, name, 'pytorch_model.bin'));
    const prefix = name === 'electra' ? 'electra.' : '';
    expect(file.shape(`${prefix}embeddings.word_embeddings.weight`)).toEqual([61, name === 'electra' ? 16 : 24]);
    expect(file.precision(`${prefix}embeddings.word_embeddings.weight`)).toBe('float32');
    for (const tensorName of file.names()) expect(file.read(tensorName).every((value) => Number.isFinite(value) && Math.abs(value) < 3)).toBe(true);
    file.close();
  });

  test('views with an offset, and transposed ones, are what they are in PyTorch', async () => {
    expect(await reading(dict(string('w'), tensor([2, 3], [3, 1])))).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await reading(dict(string('w'), tensor([3, 2], [1, 3])))).toEqual([1, 4, 2, 5, 3, 6]);
    expect(await reading(dict(string('w'), tensor([2], [1], { offset: 3 })))).toEqual([4, 5]);
    expect(await reading(dict(string('w'), tensor([1, 2], [77, 1], { offset: 1 })))).toEqual([2, 3]);
    expect(await reading(dict(string('w'), call(global('torch._utils', '_rebuild_parameter'), tensor([2], [1]), FALSE, NONE)))).toEqual([1, 2]);
  });

  test.each<[string, Buffer, RegExp]>([
    ['a call of the system', call(global('os', 'system'), string('true')), /holds a Python object, "os\.system", that is no tensor/],
    ['a call by another road', dict(string('w'), call(global('builtins', 'eval'), string('1'))), /"builtins\.eval"/],
    ['names in two steps', Buffer.concat([string('posix'), string('system'), bytes(0x93)]), /"posix\.system"/],
    ['an object made by its class', Buffer.concat([global('collections', 'OrderedDict'), tuple(), bytes(0x81)]), /pickle opcode 0x81/],
    ['a name of JavaScript', global('constructor', 'constructor'), /"constructor\.constructor"/],
    ['a storage called as a function', call(global('torch', 'FloatStorage'), int(5)), /calls "torch\.FloatStorage"/],
    ['no dictionary', list(int(1)), /holds no dictionary of weights/],
    ['a dictionary without tensors', dict(string('epoch'), int(3)), /holds no dictionary of weights/],
    ['views of one storage', dict(string('w'), tensor([2], [1], { view: tuple(string('v'), int(0), int(2)) })), /in the form of an early PyTorch/],
    ['another number of elements than the file has', dict(string('w'), tensor([2], [1], { n: long(2n ** 40n) })), /cut off or damaged/],
    ['a negative size', dict(string('w'), tensor([-2], [1])), /describes a tensor in an unknown way/],
    ['attributes of a list', Buffer.concat([list(int(1)), dict(), bytes(0x62)]), /attributes to something that is no dictionary/],
    ['an unknown place of the memo', bytes(0x68, 9), /damaged where it describes/],
    ['nothing on the stack', bytes(0x30), /damaged where it describes/],
  ])('%s is refused with the reason, and nothing is run', async (_, described, reason) => {
    const opening = openTorchFile(legacyFile(described));
    await expect(opening).rejects.toThrow(reason);
    await expect(opening).rejects.toThrow(Failure);
  });

  test.each<[string, Buffer, RegExp]>([
    ['larger than its storage', tensor([7], [1]), /larger than its data/],
    ['beyond its storage', tensor([3], [1], { offset: 4 }), /larger than its data/],
    ['so large that it cannot be', tensor([2_000_000_000, 2_000_000_000, 2_000_000_000], [1, 1, 1]), /larger than its data/],
    ['in pieces', tensor([3], [2]), /does not lie in one piece/],
    ['of whole numbers', tensor([3], [1], { type: 'IntStorage' }), /is a IntStorage; only float/],
  ])('a tensor %s is refused by name', async (_, described, reason) => {
    await expect(reading(dict(string('w'), described))).rejects.toThrow(reason);
    await expect(reading(dict(string('w'), described))).rejects.toThrow(/"w"/);
  });

  test('a pickle that builds without end is stopped', () => {
    const endless = Buffer.concat([bytes(0x80, 2), Buffer.alloc(1_100_000, 0x7d)]);
    expect(() => unpickle(endless)).toThrow(/more than a million steps/);
  });

  test('an archive that packs its numbers, or lacks the description, is refused', async () => {
    const whole = readFileSync(join(goldenDir, 'distilbert/pytorch_model.bin'));
    const packed = Buffer.from(whole);
    for (let at = packed.indexOf('PK\u0001\u0002'); at !== -1; at = packed.indexOf('PK\u0001\u0002', at + 1)) packed.writeUInt16LE(8, at + 10);
    const path = join(dir, 'archive.bin');
    writeFileSync(path, packed);
    await expect(openTorchFile(path)).rejects.toThrow(/packed or encrypted archive/);
    writeFileSync(path, Buffer.from(whole.toString('latin1').replaceAll('data.pkl', 'data.txt'), 'latin1'));
    await expect(openTorchFile(path)).rejects.toThrow(/an archive without the data\.pkl/);
    writeFileSync(path, whole.subarray(0, whole.length - 100));
    await expect(openTorchFile(path)).rejects.toThrow(/damaged or cut archive/);
    writeFileSync(path, 'not at all');
    await expect(openTorchFile(path)).rejects.toThrow(/none of the forms that PyTorch writes/);
  });
});
