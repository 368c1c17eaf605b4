import { basename } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate/browser';
import { Failure, toEnvelope } from '@contract/failure';
import { savedSession, type SavedSession } from '@contract/sessions/saved-session';
import { atomicWrite } from '../platform/atomic-write';
import { jsonExcess, type JsonLimits } from '../platform/json-shape';
import { notWritten } from '../platform/not-written';
import { readPlainFile } from '../platform/plain-file';
import { MIGRATIONS, SESSION_VERSION } from './migrations';
import { bytesOf, packed, unpacked } from './packed';
import { damagedEntry } from './zip-directory';

/**
 * A session is one ZIP archive. `session.json`: `{"format": "contexture-session", "version": 2, "app": "0.1.0", "session": {document, view, left, sets}}`, fields as in
 * `contract/sessions/saved-session.ts`; where it has `{"$array": "3.f32"}`, the numbers lie in the file `arrays/3.f32`: float32, int32 (`.i32`) or bytes (`.u8`), little-endian, row-major.
 */
export const SESSION_ENDING = '.contexture';
const FORMAT = 'contexture-session';
const HEAD = 'session.json';
const ARRAYS = 'arrays/';
const MAX_BYTES = 2_000_000_000;
const MAX_HEAD = 256 * 1024 * 1024;
const MOST_ENTRIES = 20_000;
const JSON_LIMITS: JsonLimits = { depth: 16, values: 64_000_000 };
/** Numbers hardly get smaller; the sentences do. */
const LEVELS = { numbers: 0, head: 6 } as const;

/** Writes it whole or not at all. @param what begins the sentence on a disk that refuses @throws Failure `too-large`, `io` */
export async function writeSession(path: string, session: SavedSession, app: string, what = 'The session'): Promise<void> {
  const { json, arrays } = packed(session);
  const nBytes = [...arrays.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
  if (nBytes > MAX_BYTES / 2) throw new Failure('too-large', 'This session is too large for one file. Save a part of its sentences as a set, or leave the flight for one layer.');
  const files: Zippable = { [HEAD]: [strToU8(JSON.stringify({ format: FORMAT, version: SESSION_VERSION, app, session: json })), { level: LEVELS.head, mtime: ANY_TIME }] };
  for (const [name, array] of arrays) files[`${ARRAYS}${name}`] = [bytesOf(array), { level: LEVELS.numbers, mtime: ANY_TIME }];
  try {
    await atomicWrite(path, zipSync(files));
  } catch (error) {
    throw notWritten(what, path, error);
  }
}

/** The same session gives the same bytes. */
const ANY_TIME = '2000-01-01T00:00:00Z';

/** @throws Failure `not-found`, `io` (see {@link readPlainFile}), `bad-input` for what is no session, is damaged, or is of a newer version */
export async function readSession(path: string): Promise<SavedSession> {
  const file = basename(path);
  const bytes = await readPlainFile(path, MAX_BYTES, { remedy: 'Choose a session.', tooLarge: 'A session has at most 2 GB.' });
  const entries = entriesOf(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength), file);
  const head = entries[HEAD];
  if (head === undefined) throw noSession(file);
  const { format, version, session } = headOf(strFromU8(head), file);
  if (format !== FORMAT || typeof version !== 'number' || !Number.isInteger(version) || version < 1) throw noSession(file);
  if (version > SESSION_VERSION) throw new Failure('bad-input', `“${file}” was saved by a newer version of Contexture. Open it with that version.`);
  try {
    const migrated = MIGRATIONS.slice(version - 1).reduce((value, migrate) => migrate(value), session);
    return savedSession(unpacked(migrated, (name) => entries[`${ARRAYS}${name}`]), 'session');
  } catch (error) {
    throw damaged(file, toEnvelope(error).message.replace('The message was refused: ', ''));
  }
}

function entriesOf(bytes: Uint8Array, file: string): Readonly<Record<string, Uint8Array>> {
  let nEntries = 0, nBytes = 0;
  let entries: Readonly<Record<string, Uint8Array>>;
  try {
    entries = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        nEntries++;
        nBytes += originalSize;
        // What an archive claims to hold is not taken on trust.
        if (nEntries > MOST_ENTRIES || nBytes > MAX_BYTES || (name === HEAD && originalSize > MAX_HEAD)) throw new Failure('too-large', 'it holds more than a session may');
        return name === HEAD || name.startsWith(ARRAYS);
      },
    });
  } catch (error) {
    if (error instanceof Failure) throw damaged(file, error.message);
    throw noSession(file);
  }
  const wrong = damagedEntry(bytes, entries);
  if (wrong !== null) throw damaged(file, `“${wrong}” is not what was saved`);
  return entries;
}

function headOf(text: string, file: string): { readonly format?: unknown; readonly version?: unknown; readonly session?: unknown } {
  if (jsonExcess(text, JSON_LIMITS) !== null) throw damaged(file, 'it holds more than a session may');
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch (error) {
    throw damaged(file, toEnvelope(error).message);
  }
}

const noSession = (file: string): Failure => new Failure('bad-input', `“${file}” is no session of Contexture. Sessions end in ${SESSION_ENDING}.`);
const damaged = (file: string, detail: string): Failure => new Failure('bad-input', `“${file}” is a damaged session and was left as it is. Open a copy of it.`, detail);
