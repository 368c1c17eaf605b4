import type { ModelCard } from '@contract/model-card';
import type { Occurrence } from '@contract/occurrence';
import { languageName, languageOf } from '../../sets/languages/language';

/** Models that were made for English: those of the box and of the catalogue. A card itself names no language. */
const ENGLISH: ReadonlySet<string> = new Set([
  'mpnet-base', 'minilm-l6', 'elmo-medium', 'glove-100d', 'bert-base-uncased', 'biobert-base-cased', 'gpt2', 'all-minilm-l6-v2', 'bge-small-en-v1.5', 'bge-base-en-v1.5', 'bge-large-en-v1.5',
  'e5-small-v2', 'e5-base-v2', 'e5-large-v2', 'gte-small', 'gte-base', 'all-mpnet-base-v2', 'modernbert-base', 'deberta-v3-base', 'smollm2-135m',
]);
/** Models of the catalogue that read a hundred languages. */
const MULTILINGUAL: ReadonlySet<string> = new Set(['bert-base-multilingual-cased', 'qwen3-embedding-0.6b']);

/** What a model was made to read: `unknown` of imported ones, whose files do not say. */
export function languagesOfModel({ id, architecture }: Pick<ModelCard, 'id' | 'architecture'>): 'english' | 'many' | 'unknown' {
  if (ENGLISH.has(id)) return 'english';
  // XLM-R was trained on a hundred languages, and what is made from it keeps its vocabulary.
  return MULTILINGUAL.has(id) || architecture === 'xlm-roberta' ? 'many' : 'unknown';
}

/** What to know before a set of another language is read in this model; null where there is nothing to say. */
export function languageNote(occurrences: readonly Occurrence[], model: Pick<ModelCard, 'id' | 'name' | 'architecture'>): string | null {
  const others = [...new Set(occurrences.map(languageOf))].filter((tag) => tag !== undefined && tag.split('-')[0] !== 'en');
  if (others.length === 0) return null;
  const names = new Intl.ListFormat('en-GB').format(others.map((tag) => languageName(tag ?? '')));
  switch (languagesOfModel(model)) {
    case 'many': return null;
    case 'english': return `${model.name} was made for English and knows next to nothing of ${names}. For this set choose a multilingual model, such as Multilingual BERT or XLM-R.`;
    case 'unknown': return `Whether ${model.name} was made for ${names}, its files do not say.`;
  }
}
