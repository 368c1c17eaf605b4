import type { EmbeddingSummary, NearestWord } from '@contract/embedding';
import { Failure } from '@contract/failure';
import { contexture } from '../../api/contexture';
import type { StaticMap, ViewTarget } from '../../state/view';
import { cancelled } from '../failures';
import type { TellStep } from '../view/latest';
import { mapPositionAt, projectRows, toSpace } from './projection';
import { statusWords } from '../../wording/interface/status';

const N_FORMS = 3;
/** So many words around each form leave room for every one's name. */
const N_WORDS = 10;

interface KnownForm {
  readonly form: string;
  readonly rows: readonly number[];
  readonly vector: Float32Array;
}

/**
 * The forms that the model knows, most frequent first. A form is what the model looked up, not the span as written:
 * "bank" inside "bank-note" has the vector of `bank-note`.
 * @param vectors row-major `[nOccurrences, dim]`
 */
export function knownForms({ subwords, missing, dim }: Pick<EmbeddingSummary, 'subwords' | 'missing' | 'dim'>, vectors: Float32Array): KnownForm[] {
  const without = new Set(missing);
  const rowsOf = new Map<string, number[]>();
  subwords.forEach((words, row) => {
    if (without.has(row)) return;
    const form = words.join(' ');
    const rows = rowsOf.get(form);
    if (rows === undefined) rowsOf.set(form, [row]);
    else rows.push(row);
  });
  return [...rowsOf].sort(([, a], [, b]) => b.length - a.length).map(([form, rows]) => {
    const row = rows[0] as number;
    return { form, rows, vector: vectors.subarray(row * dim, (row + 1) * dim) };
  });
}

/** Longer forms, whole phrases, have no entry in a word table; a message would not carry them. */
const LONGEST_FORM = 200;

/** The nearest words of a form; none where the model does not know the form by that name, so that the others are shown all the same. */
async function nearestTo(modelId: string, form: string): Promise<readonly NearestWord[]> {
  if (form.length > LONGEST_FORM) return [];
  try {
    return await contexture.nearestWords({ modelId, word: form, k: N_WORDS });
  } catch (error) {
    if (error instanceof Failure && error.code === 'not-found') return [];
    throw error;
  }
}

/** One point a form and its nearest words around it; a word near two forms stands once, with the form it is nearer to. */
export async function projectStatic(target: ViewTarget, summary: EmbeddingSummary, vectors: Float32Array, signal: AbortSignal, tell: TellStep): Promise<StaticMap> {
  const known = knownForms(summary, vectors);
  const forms = known.slice(0, N_FORMS);
  if (forms.length === 0) return { kind: 'static', nForms: 0, forms: [], words: [], parameters: target.projection, quality: null };
  tell(statusWords.findingWords(target.model.name));
  const nearest = await Promise.all(forms.map(({ form }) => nearestTo(target.model.id, form)));
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
  const source = { n: values.length / dim, dim, nExtra: 0, read: () => values.slice() };
  const projection = await projectRows({ source, wanted: target.projection, signal, tell });
  const coordinates = toSpace(projection.coordinates, projection.parameters.nComponents);
  return {
    kind: 'static', nForms: known.length,
    forms: forms.map(({ form, rows }, index) => ({ form, rows, position: mapPositionAt(coordinates, index), nearest: nearest[index] ?? [] })),
    words: words.map(({ word, distance, formIndex }, index) => ({ word, distance, formIndex, position: mapPositionAt(coordinates, forms.length + index) })),
    parameters: projection.parameters,
    quality: projection.quality,
  };
}
