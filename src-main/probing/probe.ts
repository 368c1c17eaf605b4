import type { Accuracy, LabelBaselines } from '@contract/layers/layer-measures';
import type { RefusedProbes } from '@contract/layers/probes';
import type { Rows } from '@vectors/rows';
import { accuracyOf, labelBaselines } from './accuracy';
import { stratifiedFolds } from './folds';
import { logisticSteps, predictClasses, type LogisticOptions } from './logistic';

/** What is probed for: a label a row, and how the rows are split. The same folds serve every layer. */
export interface ProbeTask {
  /** Null: the row takes no part, also where its label is too rare. */
  readonly labels: readonly (string | null)[];
  readonly folds: Int32Array;
  readonly nFolds: number;
  readonly groups: ArrayLike<number>;
  readonly seed: number;
  readonly baselines: LabelBaselines;
  /** Labels that fewer than `nFolds` groups have, and how many rows they took with them. */
  readonly leftOut: readonly { readonly label: string; readonly n: number }[];
}

export interface ProbeOptions extends LogisticOptions {
  readonly nFolds: number;
  readonly seed: number;
}

/** Makes a task of labels; says why where there is too little to learn from. @param groups rows of one group stay on one side (occurrences of one sentence) */
export function probeTask(given: readonly (string | null)[], groups: ArrayLike<number>, { nFolds, seed }: ProbeOptions): ProbeTask | RefusedProbes {
  const groupsOf = new Map<string, Set<number>>();
  given.forEach((label, row) => { if (label !== null) groupsOf.set(label, (groupsOf.get(label) ?? new Set<number>()).add(groups[row] as number)); });
  const rare = [...groupsOf].filter(([, of]) => of.size < nFolds).map(([label]) => label);
  const labels = given.map((label) => (label === null || rare.includes(label) ? null : label));
  const nLabels = groupsOf.size - rare.length;
  const fewest = `${nFolds} folds need two labels in ${nFolds} sentences or more each`;
  if (groupsOf.size === 0) return { refusal: 'No row has a label.' };
  if (nLabels < 2) return { refusal: `${fewest}; ${nLabels === 0 ? 'none' : 'one'} of the ${groupsOf.size} here has as many.` };
  const rows = [...labels.keys()].filter((row) => labels[row] !== null);
  const folds = new Int32Array(labels.length).fill(-1);
  const found = stratifiedFolds(rows.map((row) => labels[row] as string), rows.map((row) => groups[row] as number), nFolds, seed);
  rows.forEach((row, i) => { folds[row] = found[i] as number; });
  const leftOut = rare.map((label) => ({ label, n: given.filter((other) => other === label).length }));
  return { labels, folds, nFolds, groups, seed, baselines: labelBaselines(labels), leftOut };
}

export const isRefusal = (task: ProbeTask | RefusedProbes): task is RefusedProbes => 'refusal' in task;

/**
 * How well the labels can be read from vectors by a linear classifier ({@link logisticSteps} on columns standardised by the training rows), each row
 * predicted by the classifier that has not seen its fold. Yields the folds done, and steps between. Null where fewer than two labels can be counted.
 * @param rows `[n, dim]` of one layer, a row a label
 */
export function* probeSteps(rows: Rows, task: ProbeTask, options: LogisticOptions = {}): Generator<number, Accuracy | null> {
  const names = [...new Set(task.labels.filter((label) => label !== null))].sort();
  const found: (string | null)[] = task.labels.map(() => null);
  for (let fold = 0; fold < task.nFolds; fold++) {
    const isCounted = (row: number): boolean => task.labels[row] !== null;
    const all = [...task.labels.keys()].filter(isCounted);
    const train = all.filter((row) => task.folds[row] !== fold);
    const test = all.filter((row) => task.folds[row] === fold);
    const scaled = standardised(rows, train);
    const classes = Int32Array.from(train, (row) => names.indexOf(task.labels[row] as string));
    const steps = logisticSteps(scaled(train), classes, names.length, options);
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) yield fold;
    const predicted = predictClasses(step.value, scaled(test));
    test.forEach((row, i) => { found[row] = names[predicted[i] as number] ?? null; });
    yield fold + 1;
  }
  return accuracyOf(task.labels, found, task.groups, task.seed);
}

/** Columns with mean 0 and deviation 1 over the training rows; a column that does not vary there is 0. */
export function standardised({ values, dim }: Rows, train: readonly number[]): (rows: readonly number[]) => Rows {
  const mean = new Float64Array(dim);
  const scale = new Float64Array(dim);
  for (const row of train) for (let d = 0; d < dim; d++) mean[d] = (mean[d] as number) + (values[row * dim + d] as number) / train.length;
  for (const row of train) for (let d = 0; d < dim; d++) scale[d] = (scale[d] as number) + ((values[row * dim + d] as number) - (mean[d] as number)) ** 2 / train.length;
  for (let d = 0; d < dim; d++) scale[d] = (scale[d] as number) > 0 ? 1 / Math.sqrt(scale[d] as number) : 0;
  return (rows) => {
    const out = new Float32Array(rows.length * dim);
    rows.forEach((row, i) => { for (let d = 0; d < dim; d++) out[i * dim + d] = ((values[row * dim + d] as number) - (mean[d] as number)) * (scale[d] as number); });
    return { values: out, n: rows.length, dim };
  };
}
