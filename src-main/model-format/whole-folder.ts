import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '@contract/failure';
import type { ModelCard } from '@contract/model-card';
import { WORD_TABLE_FILES } from './word-table/word-vector-file';
import { remedyFor } from './card';
import { hashFile } from './hash-file';

/** Digests of files in one state, by path; whatever changes a file changes its stamp. */
const known = new Map<string, { readonly stamp: string; readonly sha256: Promise<string> }>();

/** Files whose very presence changes what is read. */
const meaningful = new RegExp(`^(?:${WORD_TABLE_FILES.vectors}|${WORD_TABLE_FILES.subwords})\\.f(?:16|32)$|^${WORD_TABLE_FILES.subwordSettings}$`);

/**
 * Holds files of a model against the card: a file that was damaged, cut or exchanged mostly loads, and gives other vectors without a word. What has been
 * compared in this process is not read again as long as path, size, times and inode stay.
 * @param names default: all that the card names
 * @throws Failure `model` naming model, file and remedy
 */
export async function requireWhole(folder: string, card: ModelCard, names: readonly string[] = Object.keys(card.files)): Promise<void> {
  await Promise.all(names.map((name) => requireFile(folder, card, name)));
}

export interface WholeReading<T> {
  /** The files that are read; default: all that the card names. */
  readonly names?: readonly string[];
  readonly read: () => Promise<T>;
  /** Frees what was read, should it turn out to be damaged. */
  readonly drop?: (value: T) => Promise<void>;
}

/**
 * Reads a model while its files are being compared, and gives it out only when both are done. Graphs and other small files are compared before, since a damaged
 * graph may do more than give other numbers.
 * @throws Failure `model` as {@link requireWhole}, and what `read` throws of whole files
 */
export async function readWhole<T>(folder: string, card: ModelCard, { names = Object.keys(card.files), read, drop }: WholeReading<T>): Promise<T> {
  await requireNoOther(folder, card);
  const before = await stampsOf(folder, names);
  await requireWhole(folder, card, names.filter((name) => (card.files[name]?.nBytes ?? 0) < smallBytes));
  const [compared, value] = await Promise.allSettled([requireWhole(folder, card, names), read()]);
  const isSame = before === await stampsOf(folder, names);
  if (compared.status === 'fulfilled' && isSame && value.status === 'fulfilled') return value.value;
  if (value.status === 'fulfilled') await drop?.(value.value);
  if (compared.status === 'rejected') throw compared.reason;
  if (!isSame) throw new Failure('model', `The files of ${card.name} were changed while it was loaded. Wait until that is done and try again.`);
  throw (value as PromiseRejectedResult).reason;
}

/** More than any graph without its weights. */
const smallBytes = 2 ** 20;

async function requireFile(folder: string, card: ModelCard, name: string): Promise<void> {
  const entry = card.files[name];
  if (entry === undefined) throw new Failure('model', `The model card of ${card.name} does not name ${name}. ${remedyOf(card)}`);
  const file = path.join(folder, name);
  let sha256: string;
  try {
    const { size } = await stat(file);
    // No need to read what has another length already.
    sha256 = size === entry.nBytes ? await digestOf(file) : `${size} bytes`;
  } catch (error) {
    throw new Failure('model', `The file ${name} of ${card.name} cannot be read. ${remedyOf(card)}`, String(error));
  }
  if (sha256 !== entry.sha256) throw new Failure('model', `The file ${name} of ${card.name} is damaged: it is not the one that the model came with. ${remedyOf(card)}`, sha256);
}

async function digestOf(file: string): Promise<string> {
  const { stamp, nBytes } = await stampOf(file);
  let entry = known.get(file);
  if (entry?.stamp !== stamp) {
    entry = { stamp, sha256: hashFile(file, nBytes) };
    known.set(file, entry);
    entry.sha256.catch(() => { known.delete(file); });
  }
  const digest = await entry.sha256;
  // What changed while it was read has no digest yet.
  return (await stampOf(file)).stamp === stamp ? digest : digestOf(file);
}

async function stampOf(file: string): Promise<{ readonly stamp: string; readonly nBytes: number }> {
  const { size, mtimeNs, ctimeNs, ino, dev } = await stat(file, { bigint: true });
  return { stamp: [size, mtimeNs, ctimeNs, ino, dev].join(' '), nBytes: Number(size) };
}

async function stampsOf(folder: string, names: readonly string[]): Promise<string> {
  const stamps = await Promise.all(names.map((name) => stampOf(path.join(folder, name)).then(({ stamp }) => stamp, () => 'absent')));
  return stamps.join('\n');
}

async function requireNoOther(folder: string, card: ModelCard): Promise<void> {
  const stranger = (await readdir(folder).catch(() => [])).find((name) => meaningful.test(name) && !Object.hasOwn(card.files, name));
  if (stranger !== undefined) throw new Failure('model', `The file ${stranger} does not belong to ${card.name}. ${remedyOf(card)}`);
}

/** Who made the card says how to get the model anew. */
function remedyOf({ madeBy }: ModelCard): string {
  return madeBy === 'contexture download' ? 'Remove the model and download it again.' : remedyFor(madeBy !== 'contexture import');
}
