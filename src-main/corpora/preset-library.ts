import { join } from 'node:path';
import { Failure } from '@contract/failure';
import type { Occurrence, PresetSummary, Sense, SentenceSet } from '@contract/occurrence';
import { decodeText } from './formats/decode';
import { readSourceBytes } from './formats/read-bytes';
import { readSourceFile } from './formats/read-source';
import { rowTargets } from './row-targets';
import { columnIndex, lineFailure, quote, sourceFailure, type SourceTable } from './source-table';

interface PresetEntry {
  readonly id: string;
  readonly title: string;
  readonly word: string;
  readonly senses: readonly (Sense & { readonly source?: string })[];
  /** Language tag of the sentences, and the folder of its file; `mul`: of several languages; absent: English. */
  readonly language?: string;
  readonly note?: string;
  /** Row of `<id>.jsonl`, from 0, that the word index shows. */
  readonly example: number;
}

/** Sets whose vectors come with the app, so that a first look needs no model; those of all would take four times the room. */
export const PRESETS_WITH_VECTORS: readonly string[] = ['bank', 'run', 'textbook'];

const LABELS = ['sense', 'inflected', 'domain'] as const;
/** Sets of other languages: which one, sentence by sentence, so that it stays with a sentence in whatever set it goes to. */
const OTHER_LABELS = ['sense', 'language', 'inflected'] as const;

/** The bundled sets: `index.json` and one `<id>.jsonl` each, under one folder (`assets/presets`), those of other languages in a folder of that name. Read once, then kept. */
export class PresetLibrary {
  private entries: Promise<readonly PresetEntry[]> | undefined;
  private readonly sets = new Map<string, Promise<SentenceSet>>();

  constructor(private readonly folder: string) {}

  /** @throws Failure when the bundled files are missing or damaged */
  async list(): Promise<PresetSummary[]> {
    return Promise.all((await this.index()).map(async (entry) => summaryOf(entry, await this.read(entry))));
  }

  /** @throws Failure `not-found` for an unknown id */
  async open(id: string): Promise<SentenceSet> {
    const entries = await this.index();
    const entry = entries.find((candidate) => candidate.id === id);
    if (entry === undefined) throw new Failure('not-found', `There is no bundled set ${quote(id)}. There are ${entries.map((known) => quote(known.id)).join(', ')}.`);
    return this.read(entry);
  }

  private index(): Promise<readonly PresetEntry[]> {
    this.entries ??= readIndex(join(this.folder, 'index.json'));
    return this.entries;
  }

  private read(entry: PresetEntry): Promise<SentenceSet> {
    const known = this.sets.get(entry.id);
    if (known !== undefined) return known;
    const set = readSourceFile(join(this.folder, entry.language ?? '', `${entry.id}.jsonl`)).then((table) => setOf(entry, table));
    this.sets.set(entry.id, set);
    return set;
  }
}

async function readIndex(path: string): Promise<readonly PresetEntry[]> {
  const { text } = decodeText(await readSourceBytes(path), '“index.json”');
  let entries: unknown;
  try {
    entries = JSON.parse(text);
  } catch {
    entries = null;
  }
  if (!Array.isArray(entries) || !entries.every(isEntry)) throw sourceFailure('“index.json”', 'of the bundled sets is damaged', 'Install the app again.');
  return entries;
}

function isEntry(value: unknown): value is PresetEntry {
  const { id, title, word, senses, example, language, note } = (value ?? {}) as Record<string, unknown>;
  const isText = (text: unknown): boolean => typeof text === 'string' && text !== '';
  const mayBeText = (text: unknown): boolean => text === undefined || isText(text);
  const areSenses = Array.isArray(senses) && senses.every((sense: unknown) => {
    const { id: senseId, label, source } = (sense ?? {}) as Record<string, unknown>;
    return isText(senseId) && isText(label) && mayBeText(source);
  });
  if (!mayBeText(note) || !(language === undefined || (typeof language === 'string' && /^[a-z]{2,3}$/u.test(language)))) return false;
  return typeof id === 'string' && /^[a-z0-9-]+$/u.test(id) && isText(title) && isText(word) && areSenses && Number.isInteger(example);
}

function setOf(entry: PresetEntry, table: SourceTable): SentenceSet {
  const [text, word, charStart, charEnd] = ['text', 'word', 'charStart', 'charEnd'].map((column) => columnIndex(table, column)) as [number, number, number, number];
  const labels = (entry.language === undefined ? LABELS : OTHER_LABELS).map((label) => [label, columnIndex(table, label)] as const);
  const known = new Set(entry.senses.map(({ id }) => id));
  const occurrences = table.rows.map((row): Occurrence => {
    const found = rowTargets(row, { text, word, span: [charStart, charEnd] }, table.subject);
    const [target] = 'targets' in found ? found.targets : [];
    const values = Object.fromEntries(labels.flatMap(([label, index]) => (row.cells[index] == null ? [] : [[label, row.cells[index]]])));
    if (target === undefined || !known.has(values['sense'] ?? '')) throw lineFailure(table.subject, row.line, 'has no target or no listed sense', 'Install the app again.');
    return { text: row.cells[text] as string, charStart: target.charStart, charEnd: target.charEnd, word: target.word, labels: values };
  });
  return { id: entry.id, title: entry.title, word: entry.word, origin: 'preset', senses: entry.senses.map(({ id, label }) => ({ id, label })), occurrences };
}

function summaryOf(entry: PresetEntry, set: SentenceSet): PresetSummary {
  const example = set.occurrences[entry.example];
  if (example === undefined) throw sourceFailure('“index.json”', `of the bundled sets names an example that ${quote(entry.id)} does not have`, 'Install the app again.');
  const senses = entry.senses.map(({ id, label, source = '' }) => ({ id, label, source, n: set.occurrences.filter(({ labels }) => labels['sense'] === id).length }));
  return { id: set.id, title: set.title, word: set.word, nOccurrences: set.occurrences.length, senses, example, language: entry.language ?? null, note: entry.note ?? '' };
}
