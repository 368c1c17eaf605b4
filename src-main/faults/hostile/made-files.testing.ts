// Hostile files: mutations of good ones, and files made by a grammar of what their readers look for. The same for the same seed.
import { zipSync } from 'fflate';
import { randomBelow, type Random } from '@contract/prng';

const pick = <T>(random: Random, of: readonly T[]): T => of[randomBelow(random, of.length)] as T;
const bytesOf = (random: Random, n: number): Buffer => Buffer.from(Array.from({ length: n }, () => randomBelow(random, 256)));

/** What breaks parsers: separators, quotes, halves of characters, open or deep JSON, numbers beyond every type, words of the formats. */
const PIECES = [
  '"', '""', '|', '||', ',', ';', '\t', '\r', '\n', '\r\n', '\n\n', '\0', '\ufeff', '\u2028', '\u202e', '\u0301', '\u200d', '{', '}', '[', ']', '[[[[', '{"a":', ':', '\\', '\\ud83d', 'null', 'true', '1e999', '-1', '0', '99999999999', '0x10', 'NaN', 'inf',
  '😀', 'İ', 'ẞ', ' ', '  ', 'bank', '|bank|', 'text', 'word', 'sense', 'text,word\n', 'text\tword\n', '"text":"a bank"', '"charStart":1,"charEnd":9', '"__proto__":{"x":1}', '=cmd()', '# text = a bank\n', '# sent_id = 1\n', '1\tbank\tbank\tNOUN\t_\t_\t0\t_\t_\t_\n', '1-2\tdu\t_\t_\t_\t_\t_\t_\t_\t_\n', '1.1\t_\t_\t_\t_\t_\t_\t_\t_\t_\n',
  'the 0.1 0.2 0.3\n', 'of 1 2\n', '3 3\n', '1000000000 300\n', '"dtype":"F32"', '"shape":[2,2]', '"data_offsets":[0,16]', '"format":"contexture-lesson"', '"version":1', '"stations":[]', '"model":{"type":"BPE"}', '"vocab":{"a":0}', '"merges":["a b"]',
].map((text) => Buffer.from(text));
const LENGTHS = [
  [0xff, 0xff, 0xff, 0x7f],
  [0xff, 0xff, 0xff, 0xff],
  [0, 0, 0, 0x80],
  [0, 0, 0, 0, 0, 0, 0, 0],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f],
  [1, 0, 0, 0],
].map((bytes) => Buffer.from(bytes));
const BROKEN_TEXT = [[0xff], [0xfe, 0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xe2, 0x82], [0x1a], [0x1f, 0x8b, 0x08], [0x50, 0x4b, 0x03, 0x04]].map((bytes) => Buffer.from(bytes));

/** One to five edits: bits, cuts, doubled and exchanged parts, lying lengths, pieces of the grammar. */
export function mutated(good: Buffer, random: Random): Buffer {
  let bytes = good;
  for (let edit = 1 + randomBelow(random, 5); edit > 0; edit--) {
    // Headers and directories stand at either end.
    const range = random() < 0.5 ? bytes.length : Math.min(bytes.length, 400);
    const at = (random() < 0.5 ? 0 : bytes.length - range) + randomBelow(random, range + 1);
    const until = Math.min(bytes.length, at + 1 + randomBelow(random, 64));
    const put = (piece: Buffer, to = at): Buffer => Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(to)]);
    switch (randomBelow(random, 9)) {
      case 0: bytes = bytes.subarray(0, at); break;
      case 1: bytes = put(Buffer.alloc(0), until); break;
      case 2: bytes = put(bytes.subarray(at, until)); break;
      case 3: bytes = put(pick(random, LENGTHS), Math.min(bytes.length, at + 4)); break;
      case 4: bytes = put(Buffer.alloc(until - at), until); break;
      case 5: bytes = put(pick(random, BROKEN_TEXT)); break;
      case 6: bytes = put(bytesOf(random, 1 + randomBelow(random, 8)), until); break;
      default: bytes = put(pick(random, PIECES));
    }
  }
  return bytes;
}

/** Text of pieces, now and then many of one. */
export function madeText(random: Random, pieces: readonly Buffer[] = PIECES): Buffer {
  const parts = Array.from({ length: 1 + randomBelow(random, 60) }, () => pick(random, pieces));
  if (random() < 0.1) parts.push(Buffer.from(pick(random, pieces).toString('latin1').repeat(20_000), 'latin1'));
  return Buffer.concat(parts);
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** JSON that has some of the keys in some of the places. */
export function madeJson(random: Random, keys: readonly string[], depth = 0): Json {
  const kind = randomBelow(random, depth > 5 ? 6 : 10);
  if (kind < 2) return pick(random, keys);
  if (kind < 4) return pick(random, [0, 1, -1, 2 ** 31, 2 ** 53, 1e308, 0.5, 17]);
  if (kind === 4) return pick(random, [null, true, false]);
  if (kind === 5) return pick(random, ['', 'x'.repeat(300), '\ud800', '😀', '../../x', '__proto__']);
  if (kind < 8) return Array.from({ length: randomBelow(random, 5) }, () => madeJson(random, keys, depth + 1));
  return Object.fromEntries(Array.from({ length: randomBelow(random, 7) }, () => [pick(random, keys), madeJson(random, keys, depth + 1)]));
}

export const jsonBytes = (value: Json): Buffer => Buffer.from(JSON.stringify(value));

/** A header of tensors that lie about their shapes and places, and numbers behind it. */
export function madeSafetensors(random: Random, names: readonly string[]): Buffer {
  const header = Object.fromEntries(Array.from({ length: randomBelow(random, 12) }, () => [pick(random, names), random() < 0.1 ? madeJson(random, names) : {
    dtype: pick(random, ['F32', 'F16', 'BF16', 'I64', 'F8_E4M3', 'X']), shape: Array.from({ length: randomBelow(random, 4) }, () => pick(random, [0, 1, 24, 61, 2 ** 31, -1, 1.5])),
    data_offsets: [pick(random, [0, 4, 96, 2 ** 40, -4]), pick(random, [0, 4, 96, 5_856, 2 ** 40])],
  }]));
  const json = jsonBytes(header);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(random() < 0.8 ? BigInt(json.length) : pick(random, [0n, 1n, 2n ** 63n, 2n ** 31n, 100n]));
  return Buffer.concat([length, json, bytesOf(random, randomBelow(random, 200))]);
}

/** A stream of the machine that builds Python's objects, in the archive that torch makes of it. */
export function madeTorch(random: Random): Buffer {
  const opcodes = '(.012FGIJKLMNPQRSTUVXabcdeghijlopqrstu}]{)\x80\x81\x82\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x90\x91\x92\x93\x94\x95\x96';
  const op = (): Buffer => Buffer.concat([Buffer.from(pick(random, [...opcodes]), 'latin1'), random() < 0.4 ? bytesOf(random, randomBelow(random, 9)) : Buffer.alloc(0)]);
  const calls = ['ctorch._utils\n_rebuild_tensor_v2\n', 'ccollections\nOrderedDict\n', 'cos\nsystem\n', 'ctorch\nFloatStorage\n', 'X\x04\0\0\0bank', 'K\x01', 'K\x02\x86', '}', '(', 'tQ', 'R', 'u', 's', '.'].map((text) => Buffer.from(text, 'latin1'));
  const stream = Buffer.concat([Buffer.from([0x80, 2]), ...Array.from({ length: 1 + randomBelow(random, 80) }, () => (random() < 0.6 ? pick(random, calls) : op())), Buffer.from('.')]);
  if (random() < 0.2) return stream;
  return Buffer.from(zipSync({ 'archive/data.pkl': stream, 'archive/version': Buffer.from('3\n'), 'archive/data/0': bytesOf(random, randomBelow(random, 400)), ...(random() < 0.1 ? { '../evil': Buffer.from('x') } : {}) }, { level: 0 }));
}

/** Messages within messages, as in a file of ONNX; lengths that lie now and then. */
export function madeProtobuf(random: Random, depth = 0): Buffer {
  const varint = (value: number): Buffer => {
    const bytes: number[] = [];
    let left = value;
    do {
      bytes.push((left % 128) | (left >= 128 ? 0x80 : 0));
      left = Math.floor(left / 128);
    } while (left > 0);
    return Buffer.from(bytes);
  };
  return Buffer.concat(Array.from({ length: 1 + randomBelow(random, 8) }, () => {
    const [field, wire] = [pick(random, [1, 2, 4, 5, 7, 8, 9, 11, 12, 14, 20]), pick(random, [0, 1, 2, 2, 2, 2, 5, 3, 7])];
    const content = wire === 2 ? (depth < 6 && random() < 0.6 ? madeProtobuf(random, depth + 1) : pick(random, PIECES)) : bytesOf(random, wire === 1 ? 8 : 4);
    const length = wire !== 2 ? Buffer.alloc(0) : varint(random() < 0.92 ? content.length : pick(random, [0, 2 ** 31, 2 ** 40, content.length + 1]));
    return Buffer.concat([varint(field * 8 + wire), length, wire === 0 ? varint(pick(random, [0, 1, 8, 2 ** 31, 2 ** 50])) : content]);
  }));
}

/** The signature and random bytes behind it; `end` where a format repeats it. */
export function madeBinary(random: Random, signature: readonly number[], end: readonly number[] = []): Buffer {
  const middle = Array.from({ length: randomBelow(random, 80) }, () => (random() < 0.4 ? pick(random, LENGTHS) : random() < 0.5 ? pick(random, PIECES) : bytesOf(random, 8)));
  return Buffer.concat([Buffer.from(signature), ...middle, Buffer.from(end)]);
}

/** An archive of a session with a head that is hardly one. */
export function madeSession(random: Random, keys: readonly string[]): Buffer {
  const arrays = Object.fromEntries(Array.from({ length: randomBelow(random, 4) }, (_, n) => [`arrays/${n}.${pick(random, ['f32', 'i32', 'u8', 'x'])}`, bytesOf(random, randomBelow(random, 50))]));
  const head = random() < 0.1 ? Buffer.from('['.repeat(100_000)) : jsonBytes({ format: 'contexture-session', version: pick(random, [1, 2, 2, 3, 0]), app: '0.1.0', session: madeJson(random, keys) });
  // A head that is packed very tightly: what an archive claims to hold is not taken on trust.
  return Buffer.from(zipSync({ 'session.json': random() < 0.05 ? Buffer.alloc(10_000_000, 0x20) : head, ...arrays }, { level: 6 }));
}
