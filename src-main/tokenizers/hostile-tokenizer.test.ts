import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Failure } from '@contract/failure';
import { rounds } from '../../tools/rounds';
import { checkTokenizer } from './check-tokenizer';
import { JsonNode } from './json-node';
import { loadTokenizer, TOKENIZER_FILE } from './load-tokenizer';
import { tokenizerKindOf } from './tokenizer-kind';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

interface Golden {
  readonly vocabularies: readonly {
    readonly kind: 'byte-level-bpe' | 'unigram';
    readonly tokenizer: { [key: string]: Json };
    readonly variants: readonly { readonly change: { [key: string]: Json } }[];
  }[];
}

const unzip = (name: string) => gunzipSync(readFileSync(resolve(import.meta.dirname, 'golden', name)));
const { vocabularies } = JSON.parse(unzip('bpe-unigram.json.gz').toString('utf8')) as Golden;
const charsmap = unzip('nmt-nfkc.bin.gz');
const TEXTS = ['The bank of the river', ' \t<s>½™\u0301 e\u0301\r\n', '😀👩‍👩‍👧 東京\u0001', 'a\ud800b', ''];

/** Numbers in [0, n), the same in every run (mulberry32). */
function seeded(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * n);
  };
}

const WRONG: readonly Json[] = [null, true, false, 0, -1, 1.5, 1e308, 2 ** 31, '', 'x', 'BPE', '\ud800', 'Ġ', [], {}, [[]], ['a', 'b'], [['a', 1]], { type: 'Sequence' }, { type: 'ByteLevel' }, { type: 'Metaspace' }, { __proto__: null, constructor: 1 }];

/** Walks down to some member and puts something else there, takes it away, doubles it or renames it. */
function mutate(node: Json, random: (n: number) => number): void {
  let at = node;
  for (;;) {
    if (typeof at !== 'object' || at === null) return;
    const keys = Array.isArray(at) ? [...at.keys()].map(String) : Object.keys(at);
    if (keys.length === 0) return;
    const key = keys[random(keys.length)] as string;
    const holder = at as { [key: string]: Json };
    const child = holder[key] as Json;
    if (typeof child === 'object' && child !== null && random(4) > 0) {
      at = child;
      continue;
    }
    const action = random(4);
    if (action === 0 && Array.isArray(at)) at.splice(Number(key), 1);
    else if (action === 0) Reflect.deleteProperty(holder, key);
    else if (action === 1 && Array.isArray(at)) at.push(child);
    else if (action === 1) holder[`${key}x`] = child;
    else holder[key] = structuredClone(WRONG[random(WRONG.length)] as Json);
    return;
  }
}

/** Null where the file was refused as it should be; rethrows everything that is no Failure. */
async function readAll(json: string): Promise<number | null> {
  try {
    const root = JsonNode.parse(json, TOKENIZER_FILE);
    tokenizerKindOf(root);
    checkTokenizer(root);
    const tokenizer = await loadTokenizer(json);
    let n = 0;
    for (const [t, { ids, pieces }] of (await tokenizer.encode(TEXTS)).entries()) {
      const text = TEXTS[t] ?? '';
      expect(pieces).toHaveLength(ids.length);
      expect(ids.length).toBeLessThan(600);
      for (const [i, { charStart, charEnd }] of pieces.entries()) {
        const isRight = charStart >= 0 && charStart <= charEnd && charEnd <= text.length && (ids[i] ?? -1) >= 0 && (ids[i] ?? 0) < tokenizer.nIds;
        if (!isRight) expect.fail(`piece ${i} of ${JSON.stringify(text)} is ${ids[i] ?? -1} at ${charStart} to ${charEnd}`);
      }
      n += ids.length;
    }
    return n;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    expect(error.code).toBe('model');
    expect(error.message).toMatch(/(?:^tokenizer\.json|^The tokenizer of the model).*; use the tokenizer files that belong to the model\.$/su);
    return null;
  }
}

describe('a mutated tokenizer.json is read or refused, and nothing else happens', () => {
  for (const [v, { kind, tokenizer, variants }] of vocabularies.entries()) {
    test(`${kind}: members changed`, async () => {
      const random = seeded(11 + v);
      const outcomes = { read: 0, refused: 0 };
      for (let round = 0; round < rounds(200); round += 1) {
        const { model, without, ...change } = structuredClone(variants[round % variants.length]?.change ?? {});
        expect(without === undefined || Array.isArray(without)).toBe(true);
        const content = structuredClone({ ...tokenizer, ...change, model: { ...(tokenizer['model'] as { [key: string]: Json }), ...(model as { [key: string]: Json } | undefined) } });
        // The vocabulary is most of the file; half the rounds spare it.
        const rest = Object.fromEntries(Object.entries(content).filter(([key]) => key !== 'model')) as Json;
        for (let n = 1 + random(3); n > 0; n -= 1) mutate(random(2) === 0 ? content : rest, random);
        const json = JSON.stringify({ ...content, ...(rest as { [key: string]: Json }) }).replace('NMT_NFKC', round % 8 === 0 ? charsmap.toString('base64') : '');
        outcomes[await readAll(json) === null ? 'refused' : 'read'] += 1;
      }
      expect(outcomes.read).toBeGreaterThan(rounds(15));
      expect(outcomes.refused).toBeGreaterThan(rounds(50));
    });

    test(`${kind}: text cut off and characters changed`, async () => {
      const random = seeded(23 + v);
      const whole = JSON.stringify(tokenizer);
      for (let round = 0; round < rounds(150); round += 1) {
        const at = random(whole.length);
        const changed = round % 3 === 0 ? whole.slice(0, at) : `${whole.slice(0, at)}${'0"{}[]:,-eĠ\\'[random(12)] ?? ''}${whole.slice(at + 1)}`;
        await readAll(changed);
      }
      expect(await readAll(whole.slice(0, -1))).toBeNull();
    });
  }

  test('unigram: bytes of the character map changed', async () => {
    const random = seeded(31);
    const { tokenizer, variants } = vocabularies[1] as Golden['vocabularies'][number];
    const content = JSON.stringify({ ...tokenizer, ...variants[0]?.change });
    let nRead = 0;
    for (let round = 0; round < rounds(60); round += 1) {
      const bytes = Buffer.from(charsmap);
      for (let n = 0; n < 2000; n += 1) bytes[4 + random(round % 2 === 0 ? 2000 : bytes.length - 4)] = random(256);
      if (round % 10 === 9) bytes[random(4)] = random(256);
      if (await readAll(content.replace('NMT_NFKC', bytes.subarray(0, round % 7 === 6 ? random(bytes.length) : bytes.length).toString('base64'))) !== null) nRead += 1;
    }
    expect(nRead).toBeGreaterThan(1);
  });
});
