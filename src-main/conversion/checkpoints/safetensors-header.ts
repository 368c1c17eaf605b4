import { Failure } from '@contract/failure';
import { closingQuote } from '../../platform/json-shape';
import { checkNesting } from '../json-nesting';

export interface TensorEntry {
  readonly dtype: 'F32' | 'F16' | 'BF16' | 'F64' | 'other';
  /** The type's name as the file gives it. */
  readonly dtypeName: string;
  readonly shape: readonly number[];
  /** Byte range `[begin, end)` in the file. */
  readonly begin: number;
  readonly end: number;
}

const TYPE_BITS: Readonly<Record<string, number>> = {
  F4: 4, F6_E2M3: 6, F6_E3M2: 6, BOOL: 8, U8: 8, I8: 8, F8_E4M3: 8, F8_E5M2: 8, F8_E8M0: 8,
  I16: 16, U16: 16, F16: 16, BF16: 16, I32: 32, U32: 32, F32: 32, I64: 64, U64: 64, F64: 64, C64: 64,
};
export const LENGTH_BYTES = 8;
export const MAX_HEADER_BYTES = 25_000_000;

/** Length of the JSON header. @throws Failure('model') when it does not fit into the file. */
export function parseHeaderLength(firstBytes: Uint8Array, nFileBytes: number): number {
  if (firstBytes.length < LENGTH_BYTES || nFileBytes < LENGTH_BYTES) throw malformed('is shorter than a safetensors header');
  const length = new DataView(firstBytes.buffer, firstBytes.byteOffset, LENGTH_BYTES).getBigUint64(0, true);
  if (length > BigInt(MAX_HEADER_BYTES)) throw malformed('claims a header of more than 25 MB');
  if (BigInt(LENGTH_BYTES) + length > BigInt(nFileBytes)) throw malformed('ends inside its header');
  return Number(length);
}

/**
 * The tensors that a safetensors file holds, with the checks of the format's reference implementation
 * (github.com/huggingface/safetensors, README "Format"): known types, lengths that fit the shapes, no holes, no overlaps, no repeated names.
 * @throws Failure('model') with the reason.
 */
export function parseSafetensorsHeader(header: Uint8Array, nFileBytes: number): Map<string, TensorEntry> {
  if (header[0] !== 0x7b) throw malformed('has a header that does not begin with "{"');
  let text: string;
  let parsed: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(header);
    checkNesting(text, 'The header of the weight file');
    parsed = JSON.parse(text);
  } catch (error) {
    throw error instanceof Failure ? error : malformed('has a header that is not valid JSON');
  }
  const repeated = firstRepeatedKey(text);
  if (repeated !== null) throw malformed(`names "${shown(repeated)}" twice`);
  const dataStart = LENGTH_BYTES + header.length;
  const entries = new Map<string, TensorEntry>();
  for (const [name, value] of Object.entries(parsed as Record<string, unknown>)) {
    if (name === '__metadata__') checkMetadata(value);
    else entries.set(name, parseEntry(name, value, dataStart));
  }
  checkLayout(entries, dataStart, nFileBytes);
  return entries;
}

function parseEntry(name: string, value: unknown, dataStart: number): TensorEntry {
  const { dtype, shape, data_offsets: offsets } = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
  if (typeof dtype !== 'string' || !isSizes(shape) || !isSizes(offsets) || offsets.length !== 2) throw malformed(`describes "${shown(name)}" in an unknown way`);
  const bits = TYPE_BITS[dtype];
  if (bits === undefined) throw malformed(`gives "${shown(name)}" the unknown type ${shown(dtype)}`);
  const [begin = 0, end = 0] = offsets;
  const nBits = shape.reduce((product, n) => product * n, bits);
  if (!Number.isSafeInteger(nBits)) throw malformed(`gives "${shown(name)}" an impossible shape`);
  if (end < begin || (end - begin) * 8 !== nBits) throw malformed(`gives "${shown(name)}" ${end - begin} bytes where its shape needs ${nBits / 8}`);
  return { dtype: dtype === 'F32' || dtype === 'F16' || dtype === 'BF16' || dtype === 'F64' ? dtype : 'other', dtypeName: dtype, shape, begin: dataStart + begin, end: dataStart + end };
}

function checkMetadata(value: unknown): void {
  const isTextMap = typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every((text) => typeof text === 'string');
  if (!isTextMap) throw malformed('has metadata that is not a map of texts');
}

function checkLayout(entries: ReadonlyMap<string, TensorEntry>, dataStart: number, nFileBytes: number): void {
  const ordered = [...entries].sort(([, a], [, b]) => a.begin - b.begin || a.end - b.end);
  let position = dataStart;
  for (const [name, entry] of ordered) {
    if (entry.begin !== position) throw malformed(`leaves a gap before "${shown(name)}" or lets it overlap the tensor before`);
    position = entry.end;
  }
  if (position !== nFileBytes) throw malformed(position > nFileBytes ? 'is cut off before the end of its data' : 'has bytes after the end of its data');
}

function isSizes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && n >= 0);
}

/** JSON.parse keeps the last of two equal keys silently, so the names of the outermost object are walked here. The text is valid JSON. */
function firstRepeatedKey(text: string): string | null {
  const seen = new Set<string>();
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text[at];
    if (unit === '{' || unit === '[') depth += 1;
    else if (unit === '}' || unit === ']') depth -= 1;
    else if (unit === '"') {
      const end = closingQuote(text, at);
      if (depth === 1 && isKey(text, end + 1)) {
        const key = JSON.parse(text.slice(at, end + 1)) as string;
        if (seen.has(key)) return key;
        seen.add(key);
      }
      at = end;
    }
  }
  return null;
}

/** Whether a colon comes next. */
function isKey(text: string, after: number): boolean {
  let at = after;
  while (' \t\r\n'.includes(text[at] ?? 'x')) at += 1;
  return text[at] === ':';
}

function malformed(what: string): Failure {
  return new Failure('model', `The weight file ${what}; copy or download it again.`);
}

/** As much of a name as fits into a message. */
const shown = (name: string): string => (name.length > 80 ? `${name.slice(0, 80)}…` : name);
