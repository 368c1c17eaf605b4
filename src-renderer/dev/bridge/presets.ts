import { Failure } from '@contract/failure';
import type { Occurrence, PresetSummary, Sense, SentenceSet } from '@contract/occurrence';
import index from '../../../assets/presets/index.json';

interface Entry {
  readonly id: string;
  readonly title: string;
  readonly word: string;
  readonly senses: readonly Sense[];
  readonly example: number;
}

const files = import.meta.glob<string>('../../../assets/presets/*.jsonl', { eager: true, query: '?raw', import: 'default' });

function occurrenceOf(line: string): Occurrence {
  const { text, charStart, charEnd, word, sense, inflected, domain } = JSON.parse(line) as Omit<Occurrence, 'labels'> & Readonly<Record<'sense' | 'inflected' | 'domain', unknown>>;
  return { text, charStart, charEnd, word, labels: { sense: String(sense), inflected: String(inflected), domain: String(domain) } };
}

function setOf({ id, title, word, senses }: Entry): SentenceSet {
  const lines = (files[`../../../assets/presets/${id}.jsonl`] ?? '').split('\n').filter((line) => line !== '');
  return { id, title, word, origin: 'preset', senses, occurrences: lines.map(occurrenceOf) };
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
  return entries.map(({ id, title, word, senses, example }) => {
    const { occurrences } = presetOf(id);
    const shown = occurrences[example];
    if (shown === undefined) throw new Error(`The set ${id} has no row ${example}.`);
    return {
      id,
      title,
      word,
      nOccurrences: occurrences.length,
      senses: senses.map((sense) => ({ ...sense, n: occurrences.filter(({ labels }) => labels['sense'] === sense.id).length })),
      example: shown,
    };
  });
}
