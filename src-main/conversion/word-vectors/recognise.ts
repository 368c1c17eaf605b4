import { Failure } from '@contract/failure';
import { isBlank } from './decimal';
import { FASTTEXT_MAGIC, readFastTextHeader } from '../../model-format/word-table/fasttext-header';
import { MAX_DIM } from '../../model-format/word-table/limits';
import { countFields, readLine, trimmedEnd } from './text-line';
import type { WordVectorArchitecture, WordVectorFormat, WordVectorPreview } from '../../model-format/word-table/word-vector-file';

/** What the first bytes of a file tell. */
export interface Recognised extends Pick<WordVectorPreview, 'format' | 'architecture' | 'dim' | 'nWords' | 'nSubwords'> {
  /** Bytes before the first word: the "n dim" line, a byte order mark. */
  readonly nHeaderBytes: number;
}

const NEWLINE = 10;
const LINES_LOOKED_AT = 20;

/**
 * Recognises a file of word vectors by its content; `.vec` tells fastText's text from word2vec's, which have one form.
 * @param probe the beginning of the file, `isWhole` when that is all of it
 * @throws Failure `bad-input`: it is none, and why
 */
export function recognise(probe: Uint8Array, isWhole: boolean, name: string): Recognised {
  if (probe.length >= 4 && new DataView(probe.buffer, probe.byteOffset).getInt32(0, true) === FASTTEXT_MAGIC) {
    const { dim, nWords, bucket, hasSubwords } = readFastTextHeader(probe, name);
    return { format: 'fasttext-binary', architecture: 'fasttext', dim, nWords, nSubwords: hasSubwords ? bucket : 0, nHeaderBytes: 0 };
  }
  const start = probe[0] === 0xef && probe[1] === 0xbb && probe[2] === 0xbf ? 3 : 0;
  const lines = linesOf(probe, start, isWhole);
  const [first] = lines;
  if (first === undefined) throw noVectors(name, probe.length === 0 ? 'it is empty' : 'it has no lines');
  const header = /^(\d+)[ \t](\d+)$/.exec(new TextDecoder('latin1').decode(probe.subarray(first.from, Math.min(first.to, first.from + 64))));
  if (header !== null) return withHeader(probe, lines.slice(1), Number(header[1]), Number(header[2]), first.next, name);
  const dim = commonDim(probe, lines);
  if (dim === 0 || !lines.some(({ from, to }) => looksLikeVector(probe, from, to))) {
    throw noVectors(name, 'its first lines are not words with numbers behind them');
  }
  return { format: 'glove-text', architecture: 'glove', dim, nWords: null, nSubwords: 0, nHeaderBytes: start };
}

function withHeader(probe: Uint8Array, lines: readonly Line[], nWords: number, dim: number, nHeaderBytes: number, name: string): Recognised {
  if (nWords < 1 || dim < 1 || dim > MAX_DIM) throw noVectors(name, `its header promises ${nWords} words of ${dim} numbers`);
  const [line] = lines;
  const isText = (line !== undefined && readLine(probe, line.from, line.to, new Float32Array(dim)) >= 0) || !hasBinary(probe.subarray(nHeaderBytes, nHeaderBytes + 65_536));
  const architecture: WordVectorArchitecture = isText && /\.vec(\.gz)?$/i.test(name) ? 'fasttext' : 'word2vec';
  const format: WordVectorFormat = isText ? `${architecture}-text` : 'word2vec-binary';
  return { format, architecture, dim, nWords, nSubwords: 0, nHeaderBytes };
}

interface Line {
  readonly from: number;
  readonly to: number;
  readonly next: number;
}

/** The first lines that are there as a whole, trimmed. */
function linesOf(probe: Uint8Array, start: number, isWhole: boolean): Line[] {
  const lines: Line[] = [];
  for (let from = start; from < probe.length && lines.length < LINES_LOOKED_AT;) {
    const found = probe.indexOf(NEWLINE, from);
    if (found < 0 && !isWhole) break;
    const end = found < 0 ? probe.length : found;
    lines.push({ from, to: trimmedEnd(probe, from, end), next: end + 1 });
    from = end + 1;
  }
  return lines;
}

/** Words may hold blanks, so the width is the one that most lines have; of several such, the one by which most lines can be read. */
function commonDim(probe: Uint8Array, lines: readonly Line[]): number {
  const dims = lines.map(({ from, to }) => countFields(probe, from, to) - 1);
  const nWith = (dim: number): number => dims.filter((other) => other === dim).length;
  const nReadable = (dim: number): number => lines.filter(({ from, to }) => readLine(probe, from, to, new Float32Array(dim)) >= 0).length;
  const candidates = [...new Set(dims)].filter((dim) => dim >= 2 && dim <= MAX_DIM);
  return candidates.reduce((best, dim) => (nWith(dim) - nWith(best) || nReadable(dim) - nReadable(best)) > 0 ? dim : best, candidates[0] ?? 0);
}

/** Whether every field but the first begins as a number does, "nan" and "inf" too: those are refused later, by line. */
function looksLikeVector(probe: Uint8Array, from: number, to: number): boolean {
  let nFields = 0;
  for (let at = from; at < to; at++) {
    if (isBlank(probe[at] as number) || (at > from && !isBlank(probe[at - 1] as number))) continue;
    const field = String.fromCharCode(...probe.subarray(at, Math.min(to, at + 5)));
    if (nFields++ > 0 && !/^[-+]?(\d|\.\d|nan|inf)/i.test(field)) return false;
  }
  return nFields > 1;
}

/** Whether the bytes are no text: control characters, or no UTF-8 (a character cut at the end is none). */
function hasBinary(bytes: Uint8Array): boolean {
  if (bytes.some((byte) => byte < 32 && byte !== 9 && byte !== NEWLINE && byte !== 13)) return true;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return false;
  } catch {
    return true;
  }
}

function noVectors(name: string, reason: string): Failure {
  return new Failure('bad-input', `“${name}” is not a file of word vectors: ${reason}; choose a GloVe or word2vec .txt, a word2vec .bin, or a fastText .vec or .bin.`);
}
