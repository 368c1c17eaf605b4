import { REACH_DISTANCES, SIDES, type Carrier, type CarrierText, type ReachDistance, type Side } from '@contract/model-figures';
import { decodeText } from './formats/decode';
import { readSourceBytes } from './formats/read-bytes';
import { sourceFailure } from './source-table';

/** A row of `assets/carriers.json`. Words are what stands between blanks; a replacement takes the place of a word without its punctuation. */
interface CarrierEntry extends Readonly<Record<Side, Readonly<Record<string, string>>>> {
  readonly word: string;
  /** Of the target among the words of the text, from 0. */
  readonly wordIndex: number;
  readonly text: string;
}

/** The carrier sentences that come with the app. @throws Failure where the file is missing or damaged */
export async function readCarriers(file: string): Promise<readonly Carrier[]> {
  const { text } = decodeText(await readSourceBytes(file), '“carriers.json”');
  let entries: unknown;
  try {
    entries = JSON.parse(text);
  } catch {
    entries = null;
  }
  const carriers = Array.isArray(entries) ? entries.map((entry) => (isEntry(entry) ? carrierOf(entry) : null)) : [];
  if (carriers.length === 0 || !carriers.every((carrier) => carrier !== null)) throw sourceFailure('“carriers.json”', 'of the carrier sentences is damaged', 'Install the app again.');
  return carriers;
}

function isEntry(value: unknown): value is CarrierEntry {
  const { word, wordIndex, text, left, right } = (value ?? {}) as Record<string, unknown>;
  const isWord = (one: unknown): boolean => typeof one === 'string' && /^\p{L}+$/u.test(one);
  const areWords = (words: unknown): boolean => typeof words === 'object' && words !== null && REACH_DISTANCES.every((distance) => isWord((words as Record<string, unknown>)[distance]));
  return isWord(word) && Number.isInteger(wordIndex) && typeof text === 'string' && areWords(left) && areWords(right);
}

const CORE = /\p{L}+/u;

/** Null where the target does not stand at its place, a side is too short, or a replacement is the word that stands there. */
function carrierOf(entry: CarrierEntry): Carrier | null {
  const { word, wordIndex, text } = entry;
  const words = text.split(' ');
  if (CORE.exec(words[wordIndex] ?? '')?.[0] !== word) return null;
  const variants = SIDES.flatMap((side) => REACH_DISTANCES.map((distance) => variantOf(words, entry, side, distance)));
  return variants.every((variant) => variant !== null) ? { base: textOf(words, wordIndex, word), variants } : null;
}

function variantOf(words: readonly string[], { word, wordIndex, ...sides }: CarrierEntry, side: Side, distance: ReachDistance): Carrier['variants'][number] | null {
  const at = wordIndex + (side === 'left' ? -distance : distance);
  const [old, replacement] = [words[at], sides[side][distance] ?? ''];
  const form = CORE.exec(old ?? '')?.[0];
  if (old === undefined || form === undefined || form.toLowerCase() === replacement.toLowerCase()) return null;
  return { side, distance, ...textOf(words.with(at, old.replace(form, replacement)), wordIndex, word) };
}

function textOf(words: readonly string[], wordIndex: number, word: string): CarrierText {
  const charStart = words.slice(0, wordIndex).reduce((sum, one) => sum + one.length + 1, 0);
  return { text: words.join(' '), charStart, charEnd: charStart + word.length };
}
