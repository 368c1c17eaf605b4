import type { EmbeddingSummary, GhostVectors } from '@contract/embedding';
import type { Occurrence } from '@contract/occurrence';
import type { CloudMap, Target } from '../state/view';
import type { TellStep } from './latest';
import { positionAt, projectRows } from './projection';

/** Maps that were drawn lately, so that going back to a layer costs nothing. */
const recent = new Map<string, CloudMap>();
const N_RECENT = 16;

function keyOf(summary: EmbeddingSummary, { set, layer, projection }: Target): string {
  return JSON.stringify([summary.key, set.id, set.occurrences.length, layer, projection]);
}

/** Ghost of every point: that of its form as written, of the form whatever its case, or of the word it stands for; -1 where there is none. */
export function ghostIndices(rows: ArrayLike<number>, occurrences: readonly Occurrence[], forms: readonly string[]): Int32Array {
  const exact = new Map(forms.map((form, index) => [form, index]));
  const folded = new Map(forms.map((form, index) => [form.toLocaleLowerCase('en'), index]));
  return Int32Array.from(rows, (row) => {
    const occurrence = occurrences[row];
    if (occurrence === undefined) return -1;
    const form = occurrence.text.slice(occurrence.charStart, occurrence.charEnd);
    return exact.get(form) ?? folded.get(form.toLocaleLowerCase('en')) ?? exact.get(occurrence.word) ?? -1;
  });
}

/** Draws the occurrences and, in the same space, the context-free vector of each of their forms where the model has one. */
export async function projectCloud(
  target: Target, summary: EmbeddingSummary, vectors: Float32Array, ghosts: GhostVectors | null, signal: AbortSignal, tell: TellStep,
): Promise<CloudMap> {
  const key = keyOf(summary, target);
  const known = recent.get(key);
  if (known !== undefined) return known;
  const { dim } = summary;
  const missing = new Set(summary.missing);
  const rows = Int32Array.from(target.set.occurrences.keys()).filter((row) => !missing.has(row));
  const { forms, values: ghostValues } = ghosts ?? { forms: [], values: new Float32Array(0) };
  const values = new Float32Array(rows.length * dim + ghostValues.length);
  rows.forEach((row, point) => { values.set(vectors.subarray(row * dim, (row + 1) * dim), point * dim); });
  values.set(ghostValues, rows.length * dim);
  const { coordinates, projection } = await projectRows(values, dim, forms.length, target.projection, signal, tell);
  const pointOf = new Int32Array(target.set.occurrences.length).fill(-1);
  rows.forEach((row, point) => { pointOf[row] = point; });
  const map: CloudMap = {
    kind: 'cloud', rows, pointOf,
    coordinates: coordinates.slice(0, rows.length * 3),
    ghosts: forms.map((form, index) => ({ form, position: positionAt(coordinates, rows.length + index) })),
    ghostOf: ghostIndices(rows, target.set.occurrences, forms),
    parameters: projection.parameters,
    quality: projection.quality,
  };
  recent.set(key, map);
  if (recent.size > N_RECENT) recent.delete(recent.keys().next().value ?? '');
  return map;
}
