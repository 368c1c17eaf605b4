import { Failure } from '@contract/failure';
import type { Occurrence, PresetSummary, Sense, SentenceSet } from '@contract/occurrence';
import index from '../../../assets/presets/index.json';

interface Entry {
  readonly id: string;
  readonly title: string;
  readonly word: string;
  readonly senses: readonly (Sense & { readonly source?: string })[];
  readonly example: number;
  readonly language?: string;
  readonly note?: string;
}

const files = import.meta.glob<string>('../../../assets/presets/**/*.jsonl', { eager: true, query: '?raw', import: 'default' });

function occurrenceOf(line: string): Occurrence {
  const { text, charStart, charEnd, word, ...labels } = JSON.parse(line) as Omit<Occurrence, 'labels'> & Readonly<Record<string, unknown>>;
  return { text, charStart, charEnd, word, labels: Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, String(value)])) };
}

function setOf({ id, title, word, senses, language }: Entry): SentenceSet {
  const lines = (files[`../../../assets/presets/${language === undefined ? '' : `${language}/`}${id}.jsonl`] ?? '').split('\n').filter((line) => line !== '');
  return { id, title, word, origin: 'preset', senses: senses.map(({ id: senseId, label }) => ({ id: senseId, label })), occurrences: lines.map(occurrenceOf) };
}

const entries: readonly Entry[] = index;
const sets = new Map(entries.map((entry) => [entry.id, setOf(entry)]));

/** A set of the repository. @throws Failure `not-found` */
export function presetOf(id: string): SentenceSet {
  const set = sets.get(id);
  if (set === undefined) throw new Failure('not-found', `There is no bundled set “${id}”.`);
  return set;
}

export function presetSummaries(): PresetSummary[] {
  return entries.map(({ id, title, word, senses, example, language = null, note = '' }) => {
    const { occurrences } = presetOf(id);
    const shown = occurrences[example];
    if (shown === undefined) throw new Error(`The set ${id} has no row ${example}.`);
    return {
      id,
      title,
      word,
      nOccurrences: occurrences.length,
      senses: senses.map(({ source = '', ...sense }) => ({ ...sense, source, n: occurrences.filter(({ labels }) => labels['sense'] === sense.id).length })),
      example: shown,
      language,
      note,
    };
  });
}
