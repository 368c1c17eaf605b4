import type { EmbeddingSummary, NearestWord } from '@contract/embedding';
import { contexture } from '../api/contexture';
import type { StaticMap, Target } from '../state/view';
import { cancelled } from './failures';
import type { TellStep } from './latest';
import { positionAt, projectRows } from './projection';
import { formsOf } from './target-word';

const N_FORMS = 3;
/** So many words around each form leave room for every one's name. */
const N_WORDS = 10;

interface KnownForm {
  readonly form: string;
  readonly rows: readonly number[];
  readonly vector: Float32Array;
}

/** The forms that are shown: the most frequent ones that the model knows. */
function knownForms(target: Target, summary: EmbeddingSummary, vectors: Float32Array): KnownForm[] {
  const missing = new Set(summary.missing);
  const { occurrences } = target.set;
  const formOf = (row: number): string => {
    const occurrence = occurrences[row];
    return occurrence === undefined ? '' : occurrence.text.slice(occurrence.charStart, occurrence.charEnd).toLocaleLowerCase('en');
  };
  return formsOf(occurrences).flatMap((form) => {
    const rows = [...occurrences.keys()].filter((row) => formOf(row) === form);
    const known = rows.find((row) => !missing.has(row));
    return known === undefined ? [] : [{ form, rows, vector: vectors.subarray(known * summary.dim, (known + 1) * summary.dim) }];
  }).slice(0, N_FORMS);
}

/** One point a form and its nearest words around it; a word near two forms stands once, with the form it is nearer to. */
export async function projectStatic(target: Target, summary: EmbeddingSummary, vectors: Float32Array, signal: AbortSignal, tell: TellStep): Promise<StaticMap> {
  const forms = knownForms(target, summary, vectors);
  tell(`Finding the nearest words in ${target.model.name}`);
  const nearest = await Promise.all(forms.map(({ form }) => contexture.nearestWords({ modelId: target.model.id, word: form, k: N_WORDS })));
  if (signal.aborted) throw cancelled();
  const owned = new Map<string, NearestWord & { readonly formIndex: number }>();
  nearest.forEach((words, formIndex) => {
    for (const word of words) {
      const other = owned.get(word.word);
      const isForm = forms.some(({ form }) => form === word.word);
      if (!isForm && (other === undefined || word.distance < other.distance)) owned.set(word.word, { ...word, formIndex });
    }
  });
  const words = [...owned.values()];
  const { dim } = summary;
  const values = new Float32Array((forms.length + words.length) * dim);
  [...forms, ...words].forEach(({ vector }, index) => { values.set(vector, index * dim); });
  const { coordinates, projection } = await projectRows(values, dim, 0, target.projection, signal, tell);
  return {
    kind: 'static',
    forms: forms.map(({ form, rows }, index) => ({ form, rows, position: positionAt(coordinates, index), nearest: nearest[index] ?? [] })),
    words: words.map(({ word, distance, formIndex }, index) => ({ word, distance, formIndex, position: positionAt(coordinates, forms.length + index) })),
    parameters: projection.parameters,
    quality: projection.quality,
  };
}
