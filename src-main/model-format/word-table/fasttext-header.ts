import { Failure } from '@contract/failure';
import { MAX_DIM, MAX_SUBWORD_CHARACTERS } from './limits';

/** First four bytes of fastText's own model files. */
export const FASTTEXT_MAGIC = 793_712_314;
/** Magic number, version, settings and the counts of the dictionary. */
export const FASTTEXT_HEADER_BYTES = 92;
const LATEST_VERSION = 12;
const SUPERVISED = 3;

/** How a fastText model cuts words into n-grams. */
export interface SubwordSettings {
  /** Shortest and longest n-gram, in characters. */
  readonly minn: number;
  readonly maxn: number;
  /** Rows of the table that n-grams are hashed into. */
  readonly bucket: number;
}

export interface FastTextHeader extends SubwordSettings {
  readonly dim: number;
  /** Words and labels. */
  readonly nEntries: number;
  readonly nWords: number;
  /** Whether words are made of n-grams at all. */
  readonly hasSubwords: boolean;
}

/**
 * Reads the fixed part of a fastText `.bin`. Layout: FastText::saveModel, Args::save and Dictionary::save of fastText 0.9.2; little-endian.
 * `name` is for messages.
 * @throws Failure `bad-input` with the reason
 */
export function readFastTextHeader(bytes: Uint8Array, name: string): FastTextHeader {
  const refuse = (reason: string): Failure => new Failure('bad-input', `“${name}” ${reason}`);
  if (bytes.length < FASTTEXT_HEADER_BYTES) throw refuse('ends inside its header; download it again.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, FASTTEXT_HEADER_BYTES);
  const version = view.getInt32(4, true);
  if (version > LATEST_VERSION || version < 11) throw refuse(`is a fastText model of version ${version}; versions 11 and 12 can be read.`);
  const setting = (i: number): number => view.getInt32(8 + 4 * i, true);
  const [dim, model, bucket, minn, writtenMaxn] = [setting(0), setting(7), setting(8), setting(9), setting(10)];
  // As the library does: supervised models of version 11 were trained without n-grams, whatever they say.
  const maxn = version === 11 && model === SUPERVISED ? 0 : writtenMaxn;
  const nEntries = view.getInt32(64, true);
  const nWords = view.getInt32(68, true);
  const nLabels = view.getInt32(72, true);
  const nPruned = view.getBigInt64(84, true);
  if (dim < 1 || dim > MAX_DIM) throw refuse(`says that its vectors have ${dim} numbers; 1 to ${MAX_DIM} can be read.`);
  if (nWords < 1 || nLabels < 0 || nEntries !== nWords + nLabels) throw refuse(`says that it holds ${nEntries} entries, ${nWords} words and ${nLabels} labels, which cannot be; download it again.`);
  if (nPruned >= 0n) throw refuse('is a pruned, quantised fastText model (.ftz), whose vectors are only approximate; use the .bin it was made from.');
  if (bucket < 0 || maxn > MAX_SUBWORD_CHARACTERS) throw refuse(`has n-grams of up to ${maxn} characters in ${bucket} buckets; up to ${MAX_SUBWORD_CHARACTERS} can be read.`);
  return { dim, nEntries, nWords, bucket, minn, maxn, hasSubwords: maxn > 0 && maxn >= minn && bucket > 0 };
}
