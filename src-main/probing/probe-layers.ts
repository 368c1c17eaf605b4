import type { Accuracy } from '@contract/layers/layer-measures';
import type { FittedProbes } from '@contract/layers/probes';
import { layerRows, type VectorTable } from '@vectors/vector-table';
import { probeSteps, type ProbeTask } from './probe';

/** Fits the probes of every layer on the same folds, as {@link probeSteps} does. Yields how many layers are done, several times a layer. @param table a row a label of the task */
export function* probeLayersSteps(table: VectorTable, task: ProbeTask): Generator<number, FittedProbes> {
  const byLayer: Accuracy[] = [];
  for (let layer = 0; layer < table.nLayers; layer++) {
    const steps = probeSteps({ values: layerRows(table, layer), n: table.nRows, dim: table.dim }, task);
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) yield layer;
    // A task has two labels or more, so that there is something to count.
    if (step.value === null) throw new Error('A probe of two labels gave no accuracy.');
    byLayer.push(step.value);
    yield layer + 1;
  }
  return { byLayer, baselines: task.baselines, leftOut: task.leftOut };
}
