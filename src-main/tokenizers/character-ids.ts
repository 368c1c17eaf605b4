/** Ids of one word of ELMo's character encoder. */
export const CHARACTERS_PER_WORD = 50;

const MAX_BYTES = 48;
const BEGIN_SENTENCE = 256;
const END_SENTENCE = 257;
const BEGIN_WORD = 258;
const END_WORD = 259;
const PAD = 260;
const LONE_SURROGATES = /\p{Cs}/gu;

const utf8 = new TextEncoder();

/** Row of the special token before the first word. */
export const BEGIN_SENTENCE_IDS: readonly number[] = rowOf([BEGIN_SENTENCE]);
/** Row of the special token after the last word. */
export const END_SENTENCE_IDS: readonly number[] = rowOf([END_SENTENCE]);

/**
 * The 50 ids of a word: its first 48 UTF-8 bytes between a begin and an end mark, everything shifted by one because
 * id 0 belongs to padding words. The words `<S>` and `</S>` are bytes like any other. Length 50, values 1…261.
 */
export function characterIds(word: string): number[] {
  return rowOf([...utf8.encode(word.replace(LONE_SURROGATES, '')).subarray(0, MAX_BYTES)]);
}

/** Writes a word's ids as row `row` of a `[nWords, 50]` tensor. @throws RangeError when the row lies outside. */
export function writeCharacterIds(target: BigInt64Array, row: number, ids: readonly number[]): void {
  const start = row * CHARACTERS_PER_WORD;
  if (start < 0 || start + CHARACTERS_PER_WORD > target.length) throw new RangeError(`row ${row} is outside the tensor`);
  for (const [i, id] of ids.entries()) target[start + i] = BigInt(id);
}

function rowOf(content: readonly number[]): number[] {
  const row = new Array<number>(CHARACTERS_PER_WORD).fill(PAD);
  for (const [i, id] of [BEGIN_WORD, ...content, END_WORD].entries()) row[i] = id;
  return row.map((id) => id + 1);
}
