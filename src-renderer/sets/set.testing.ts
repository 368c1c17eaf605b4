import type { Occurrence, SentenceSet } from '@contract/occurrence';

/** "She sat by the river |bank|." → an occurrence; for tests. */
export function marked(text: string, sense?: string): Occurrence {
  const charStart = text.indexOf('|');
  const charEnd = text.indexOf('|', charStart + 1) - 1;
  return { text: text.replaceAll('|', ''), charStart, charEnd, word: 'bank', labels: sense === undefined ? {} : { sense } };
}

export function setOf(occurrences: readonly Occurrence[], senses: readonly string[] = ['money', 'river']): SentenceSet {
  return { id: 'test', title: 'bank', word: 'bank', origin: 'own', senses: senses.map((id) => ({ id, label: `the ${id}` })), occurrences };
}
