// For tests: damaged copies of model folders, the same ones for the same seed.
import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { randomBelow, type Random } from '@contract/prng';

type Damage = (bytes: Buffer, random: Random, other: Buffer) => Buffer;

const flipBit: Damage = (bytes, random) => {
  const copy = Buffer.from(bytes);
  const at = randomBelow(random, copy.length);
  copy[at] = (copy[at] ?? 0) ^ (1 << randomBelow(random, 8));
  return copy;
};

/** What can befall a file; each changes it. */
const damages: Readonly<Record<string, Damage>> = {
  'a bit flipped': flipBit,
  'cut off': (bytes, random) => bytes.subarray(0, randomBelow(random, bytes.length)),
  'bytes appended': (bytes, random) => Buffer.concat([bytes, Buffer.from(Array.from({ length: 1 + randomBelow(random, 64) }, () => randomBelow(random, 256)))]),
  'a block of zeros': (bytes, random) => {
    const copy = Buffer.from(bytes);
    const at = randomBelow(random, copy.length);
    copy.fill(0, at, Math.min(copy.length, at + 1 + randomBelow(random, 4_096)));
    return copy;
  },
  'its halves exchanged': (bytes) => Buffer.concat([bytes.subarray(bytes.length >> 1), bytes.subarray(0, bytes.length >> 1)]),
  'another file of the same length': (bytes, _, other) => Buffer.alloc(bytes.length, other),
  'a line removed': (bytes, random) => {
    const lines = bytes.toString('latin1').split('\n');
    lines.splice(randomBelow(random, lines.length), 1);
    return Buffer.from(lines.join('\n'), 'latin1');
  },
};

/** Where a card can be changed and stay a card. */
const cardFields: readonly (readonly [RegExp, string])[] = [
  [/"nLayers": \d+/, '"nLayers": 1'], [/"maxTokens": \d+/, '"maxTokens": 6'], [/"dim": \d+/, '"dim": 8'], [/"files": \{/, '"maxTokens": 7, "files": {'], [/"kind": "bert"/, '"kind": "gpt"'],
  [/"files": \{/, '"sentence": { "mode": "cls", "maxTokens": 99, "steps": [] }, "files": {'], [/"tokenizer": "[a-z-]+"/, '"tokenizer": "unigram"'], [/"nBytes": (\d)/, '"nBytes": 1$1'],
];

/** Copies `from` to `to` with one damage, and says which. */
export function damagedCopy(from: string, to: string, random: Random): string {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
  const names = readdirSync(from).filter((name) => statSync(path.join(from, name)).size > 0).sort();
  for (;;) {
    const name = names[randomBelow(random, names.length)] ?? '';
    const other = names[randomBelow(random, names.length)] ?? '';
    const kinds = Object.keys(damages);
    const kind = kinds[randomBelow(random, kinds.length)] ?? '';
    const bytes = readFileSync(path.join(from, name));
    const isCardField = name === 'model.json' && random() < 0.6;
    const [pattern, replacement] = cardFields[randomBelow(random, cardFields.length)] ?? [/^/, ''];
    const damaged = isCardField ? Buffer.from(bytes.toString('utf8').replace(pattern, replacement)) : damages[kind]?.(bytes, random, readFileSync(path.join(from, other))) ?? bytes;
    if (damaged.equals(bytes)) continue;
    writeFileSync(path.join(to, name), damaged);
    return `${name}: ${isCardField ? replacement : kind}`;
  }
}
