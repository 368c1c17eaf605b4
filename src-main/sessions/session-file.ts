import type { FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { strFromU8, strToU8, zipSync, type Zippable } from 'fflate/browser';
import { Failure, toEnvelope } from '@contract/failure';
import { savedSession, type SavedSession } from '@contract/sessions/saved-session';
import { atomicWrite } from '../platform/atomic-write';
import { jsonExcess, type JsonLimits } from '../platform/json-shape';
import { notWritten } from '../platform/not-written';
import { fileFailure, openPlainFile } from '../platform/plain-file';
import { MIGRATIONS, SESSION_VERSION } from './migrations';
import { bytesOf, packed, unpacked, type TypedArray } from './packed';
import { lateArrays, UnreadArrays } from './unread-arrays';
import { readEntry, zipDirectory, type ZipEntry } from './zip-file';

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

/** A session that was read but for what comes later. */
export interface BegunSession {
  readonly session: SavedSession;
  /** Null: all of it was read, and the file is closed. */
  readonly unread: UnreadArrays | null;
}

/** @throws Failure `not-found`, `io` (see {@link openPlainFile}), `bad-input` for what is no session, is damaged, or is of a newer version */
export async function readSession(path: string): Promise<SavedSession> {
  return (await begun(path, () => new Set())).session;
}

/** Reads what the picture needs: the vectors of a flight's other layers stay in the file where they are many. @throws Failure as {@link readSession} does */
export function beginSession(path: string): Promise<BegunSession> {
  return begun(path, lateArrays);
}

async function begun(path: string, lateOf: typeof lateArrays): Promise<BegunSession> {
  const name = basename(path);
  const { file, nBytes } = await openPlainFile(path, { remedy: 'Choose a session.' });
  let unread: UnreadArrays | null = null;
  try {
    if (nBytes > MAX_BYTES) throw new Refusal('too-large', `“${name}” has more than 2 GB. A session has at most 2 GB.`);
    const entries = await entriesOf(file, nBytes, name);
    const json = await sessionIn(file, entries, name);
    const sizeOf = (array: string): number | undefined => entries.get(`${ARRAYS}${array}`)?.nBytes;
    const late = lateOf(json, sizeOf);
    const { value, arrays } = unpacked(json, sizeOf, (array) => late.has(array));
    const left = new Map<TypedArray, ZipEntry>();
    for (const [array, into] of arrays) {
      const entry = entries.get(`${ARRAYS}${array}`);
      if (entry === undefined) continue;
      if (late.has(array)) left.set(into, entry);
      else await readEntry(file, entry, bytesOf(into));
    }
    const session = savedSession(value, 'session');
    if (left.size > 0) unread = new UnreadArrays(file, left, (error) => damagedOr(error, name));
    return { session, unread };
  } catch (error) {
    throw damagedOr(error, name);
  } finally {
    if (unread === null) await file.close();
  }
}

async function entriesOf(file: FileHandle, nFile: number, name: string): Promise<ReadonlyMap<string, ZipEntry>> {
  const all = await zipDirectory(file, nFile);
  if (all === null) throw noSession(name);
  const entries = all.filter((one) => one.name === HEAD || one.name.startsWith(ARRAYS));
  // What an archive claims to hold is not taken on trust.
  const nBytes = entries.reduce((sum, one) => sum + one.nBytes, 0);
  if (all.length > MOST_ENTRIES || nBytes > MAX_BYTES || entries.some((one) => one.name === HEAD && one.nBytes > MAX_HEAD)) throw new Failure('bad-input', 'it holds more than a session may');
  return new Map(entries.map((one) => [one.name, one]));
}

/** The JSON of the session, as today's version has it. */
async function sessionIn(file: FileHandle, entries: ReadonlyMap<string, ZipEntry>, name: string): Promise<unknown> {
  const entry = entries.get(HEAD);
  if (entry === undefined) throw noSession(name);
  const bytes = new Uint8Array(entry.nBytes);
  await readEntry(file, entry, bytes);
  const { format, version, session } = headOf(strFromU8(bytes));
  if (format !== FORMAT || typeof version !== 'number' || !Number.isInteger(version) || version < 1) throw noSession(name);
  if (version > SESSION_VERSION) throw new Refusal('bad-input', `“${name}” was saved by a newer version of Contexture. Open it with that version.`);
  return MIGRATIONS.slice(version - 1).reduce((value, migrate) => migrate(value), session);
}

function headOf(text: string): { readonly format?: unknown; readonly version?: unknown; readonly session?: unknown } {
  if (jsonExcess(text, JSON_LIMITS) !== null) throw new Failure('bad-input', 'it holds more than a session may');
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? value : {};
}

/** Says all there is to say; any other failure of a reader is the detail of a damaged file. */
class Refusal extends Failure {}

const noSession = (file: string): Failure => new Refusal('bad-input', `“${file}” is no session of Contexture. Sessions end in ${SESSION_ENDING}.`);

function damagedOr(error: unknown, file: string): Failure {
  if (error instanceof Refusal) return error;
  if (error instanceof Error && 'errno' in error) return fileFailure(error, `“${file}”`);
  return new Failure('bad-input', `“${file}” is a damaged session and was left as it is. Open a copy of it.`, toEnvelope(error).message.replace('The message was refused: ', ''));
}
