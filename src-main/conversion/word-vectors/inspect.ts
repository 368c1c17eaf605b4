import { Failure } from '@contract/failure';
import { openSource, type ByteSource } from './byte-source';
import { PROBE_BYTES } from '../../model-format/word-table/limits';
import { recognise, type Recognised } from './recognise';
import type { WordVectorPreview } from '../../model-format/word-table/word-vector-file';

/**
 * What a file of word vectors holds, from its first bytes: GloVe, word2vec and fastText as text or binary, plain, `.gz`, or alone in a `.zip`.
 * @param member which file of a `.zip` that holds several
 * @throws Failure `not-found`, `io`, `too-large` (over 8 GiB), `bad-input` with the reason where it is no file of word vectors
 */
export async function inspectWordVectors(path: string, member?: string): Promise<WordVectorPreview> {
  const source = await openSource(path, member);
  try {
    const { format, architecture, dim, nWords, nSubwords } = await probe(source);
    return { format, architecture, packing: source.packing, dim, nWords, nBytes: source.nBytes, nSubwords };
  } finally {
    await source.close();
  }
}

/** Reads and recognises the beginning of a source. */
export async function probe(source: ByteSource): Promise<Recognised> {
  const bytes = new Uint8Array(PROBE_BYTES);
  let nRead = 0;
  let isWhole = false;
  while (nRead < bytes.length && !isWhole) {
    const n = await source.read(bytes, nRead);
    nRead += n;
    isWhole = n === 0;
  }
  const recognised = recognise(bytes.subarray(0, nRead), isWhole, source.name);
  if (source.packing === 'none') checkSize(source, recognised);
  return recognised;
}

/** A header may promise anything; a plain file shows at once whether it can hold it. */
function checkSize({ name, nBytes }: ByteSource, { format, dim, nWords, nSubwords }: Recognised): void {
  if (nWords === null) return;
  // Every word has a byte of its own and one that ends it; a number written as text takes two bytes with its blank.
  const nLeast = (nWords + nSubwords) * dim * (format.endsWith('binary') ? 4 : 2) + nWords * 2;
  if (nBytes + 2 < nLeast) {
    throw new Failure('bad-input', `“${name}” promises ${nWords.toLocaleString('en-GB')} words of ${dim} numbers, which take at least ${nLeast.toLocaleString('en-GB')} bytes, and has ${nBytes.toLocaleString('en-GB')}; download it again.`);
  }
}
