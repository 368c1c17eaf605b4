import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { canonicalCard, type Background, type ModelCard } from '@contract/model-card';
import { notWritten } from '../platform/not-written';
import { hashFile } from './hash-file';

/** A card before its background has been measured. */
export type UnmeasuredCard = Omit<ModelCard, 'background'>;

/** The complete card. Key order: as in `card`, background last. */
export function mergeCard(card: UnmeasuredCard, background: Background): ModelCard {
  return { ...card, background };
}

export const CARD_FILE = 'model.json';

/** What the conversion itself cannot know. */
export interface CardText {
  readonly id: string;
  readonly name: string;
  readonly licence: string;
  readonly source: string;
  readonly madeBy: string;
}

/** What it found out while it wrote the files. */
export interface CardFacts extends Pick<ModelCard, 'kind' | 'architecture' | 'nLayers' | 'dim' | 'nParameters' | 'tokenizer' | 'maxTokens' | 'recurrent' | 'sentence'> {
  /** A sentence on what was left out; it goes behind the card's `source`. */
  readonly note?: string;
}

/**
 * Makes a model folder as a whole or not at all: `write` fills a temporary folder beside `outDir`, the card is added, and the
 * folder is renamed into place; an older folder of that name is replaced.
 * @throws whatever `write` throws, Failure('io') when the disk refuses; nothing is left behind then.
 */
export async function makeModelFolder(outDir: string, text: CardText, write: (dir: string) => Promise<CardFacts>): Promise<UnmeasuredCard> {
  const parent = dirname(outDir);
  let temporary: string;
  try {
    temporary = await mkdtemp(join(parent, `.${basename(outDir)}-`));
  } catch (error) {
    throw notWritten('The model', outDir, error);
  }
  try {
    const facts = await write(temporary);
    const card = makeCard(text, facts, await describeFiles(temporary));
    await writeCard(temporary, card);
    // mkdtemp makes folders that only their owner may read.
    await chmod(temporary, 0o755);
    await replaceFolder(temporary, outDir);
    return card;
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw isOfTheDisk(error) ? notWritten('The model', outDir, error) : error;
  }
}

/** Whether the system refused to write. Sources are opened through doors that make a Failure of what goes wrong. */
const isOfTheDisk = (error: unknown): boolean => error instanceof Error && 'syscall' in error && error.syscall !== 'read';

/** A card with its keys in their usual order. */
export function makeCard(text: CardText, facts: CardFacts, files: ModelCard['files']): UnmeasuredCard {
  const { id, name, licence, source, madeBy } = text;
  const { kind, architecture, nLayers, dim, nParameters, tokenizer, maxTokens, recurrent, sentence, note } = facts;
  return {
    id, name, kind, architecture, nLayers, dim, nParameters, licence, source: note === undefined ? source : `${source} ${note}`, madeBy, tokenizer, files,
    ...(maxTokens === undefined ? {} : { maxTokens }), ...(recurrent === undefined ? {} : { recurrent }), ...(sentence === undefined ? {} : { sentence }),
  };
}

/** The text of a card's file: the card and, as its last field, the digest that {@link canonicalCard} tells of. Whatever writes a card writes this. */
export function cardJson(card: UnmeasuredCard): string {
  const older = Object.entries(card).filter(([key]) => key !== 'sha256');
  return `${JSON.stringify({ ...Object.fromEntries(older), sha256: createHash('sha256').update(canonicalCard(card)).digest('hex') }, null, 2)}\n`;
}

/** Writes the card into a model folder. @throws Failure `io` */
export async function writeCard(dir: string, card: UnmeasuredCard): Promise<void> {
  await writeFile(join(dir, CARD_FILE), cardJson(card)).catch((error: unknown) => { throw notWritten('The model', dir, error); });
}

async function replaceFolder(from: string, to: string): Promise<void> {
  if (!existsSync(to)) return rename(from, to);
  const old = `${from}-old`;
  await rename(to, old);
  try {
    await rename(from, to);
  } catch (error) {
    await rename(old, to);
    throw error;
  }
  await rm(old, { recursive: true });
}

/** SHA-256 and size of every file of a model folder but the card, by name in alphabetical order. */
export async function describeFiles(dir: string): Promise<ModelCard['files']> {
  const files: Record<string, { sha256: string; nBytes: number }> = {};
  for (const name of (await readdir(dir)).filter((file) => file !== CARD_FILE).sort()) {
    const path = join(dir, name);
    const { size } = await stat(path);
    files[name] = { sha256: await hashFile(path, size), nBytes: size };
  }
  return files;
}
