import { basename } from 'node:path';
import { ownSet } from '@contract/channels/sentence-set';
import { Failure, toEnvelope } from '@contract/failure';
import type { SentenceSet } from '@contract/occurrence';
import { jsonExcess, type JsonLimits } from '../platform/json-shape';
import { readPlainFile } from '../platform/plain-file';
import { sealOf, strictText } from '../platform/integrity/seal';

/**
 * One set is one file of JSON in UTF-8, `{"version": 1, "sha256", "set": {id, title, word, origin: "own", senses: [{id, label}], occurrences: [{text, charStart, charEnd, word, labels}]}}`.
 * Spans are half-open in UTF-16 code units; the gold sense is the label `sense`. The name of the file is the id of the set, whatever stands inside:
 * a copy under another name is another set. `sha256` is the seal of the set (`platform/integrity/seal.ts`); a file without one, written by hand say, is taken as it is.
 */
const VERSION = 1;

/** A longer text is refused before it is written, so that nothing is kept that could not be read again. */
const MAX_CHARS = 256 * 1024 * 1024;
const JSON_LIMITS: JsonLimits = { depth: 8, values: 64_000_000 };

/** @throws Failure `too-large` */
export function setText(set: SentenceSet): string {
  const parts = set.occurrences.reduce((sum, { text }) => sum + text.length, 0);
  if (parts > MAX_CHARS / 2) throw tooLarge(set);
  const text = JSON.stringify(set);
  const json = `{"version":${VERSION},"sha256":"${sealOf(text)}","set":${text}}\n`;
  if (Buffer.byteLength(json) > MAX_CHARS) throw tooLarge(set);
  return json;
}

const tooLarge = ({ title }: SentenceSet): Failure =>
  new Failure('too-large', `“${title}” is too large to be kept: a kept set has at most ${MAX_CHARS / 1024 / 1024} MB. Save a part of it as a set.`);

/** @throws Failure `not-found`, `io` (see {@link readPlainFile}), `bad-input` for a damaged file or one of a newer version */
export async function readSetFile(path: string, id: string): Promise<SentenceSet> {
  const file = basename(path);
  const bytes = await readPlainFile(path, MAX_CHARS, { remedy: 'Take it away from there.', tooLarge: 'Keep a smaller part of it.' });
  const json = textOf(bytes, file);
  if (jsonExcess(json, JSON_LIMITS) !== null) throw damaged(file, 'It is no file of sentences.');
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw damaged(file, toEnvelope(error).message);
  }
  const { version, set, sha256, ...rest } = (typeof value === 'object' && value !== null ? value : {}) as { readonly version?: unknown; readonly set?: unknown; readonly sha256?: unknown };
  if (typeof version === 'number' && version > VERSION) throw new Failure('bad-input', `“${file}” was kept by a newer version of Contexture. Open it with that version.`);
  if (version !== VERSION || Object.keys(rest).length > 0) throw damaged(file, 'It is no file of sentences.');
  if (sha256 !== undefined && sha256 !== sealOf(JSON.stringify(set))) throw damaged(file, 'What it holds does not fit its “sha256”; take that field out of a file that was changed by hand.');
  try {
    return { ...ownSet(set, 'set'), id };
  } catch (error) {
    throw damaged(file, toEnvelope(error).message.replace('The message was refused: ', ''));
  }
}

function textOf(bytes: Uint8Array, file: string): string {
  try {
    return strictText(bytes);
  } catch (error) {
    throw damaged(file, toEnvelope(error).message);
  }
}

const damaged = (file: string, detail: string): Failure => new Failure('bad-input', `“${file}” is damaged and was left as it is. Restore it from a copy, or import its sentences again.`, detail);
