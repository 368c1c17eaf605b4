import { Failure } from '@contract/failure';
import { DeviceFailure, failureKind } from '../devices/device-failure';
import { providerName } from '../devices/device-label';
import type { NamedTensors } from './onnxruntime';
import type { LoadedGraph } from './session';

export { DeviceFailure } from '../devices/device-failure';

/** Runs a graph. @throws {@link DeviceFailure} when a GPU fails, Failure `too-large` when the CPU runs out of memory, `model` when it fails otherwise. */
export async function runGraph(graph: LoadedGraph, feeds: NamedTensors, outputs: readonly string[]): Promise<NamedTensors> {
  try {
    return await graph.session.run(feeds, outputs);
  } catch (error) {
    throw runFailure(graph, error instanceof Error ? error.message : String(error));
  }
}

const whatHappened = { absent: 'failed while running', 'out-of-memory': 'ran out of memory', lost: 'was lost while running', failed: 'failed while running' } as const;

/** The failure that a message of onnxruntime stands for. */
export function runFailure({ provider }: Pick<LoadedGraph, 'provider'>, detail: string): Failure {
  const kind = failureKind(detail);
  if (provider !== 'cpu') return new DeviceFailure(`${providerName(provider)} ${whatHappened[kind]}.`, kind, detail);
  return kind === 'out-of-memory'
    ? new Failure('too-large', 'There is not enough memory for these sentences. Close other programs, or choose fewer or shorter sentences.', detail)
    : new Failure('model', 'The model failed while running. Try again, or reinstall the model.', detail);
}

/** The values of an output; a graph that gives anything else is not one of ours. */
export function floats(data: unknown, name: string): Float32Array {
  if (data instanceof Float32Array) return data;
  throw new Failure('model', `The model did not give the output ${name}. Reinstall the model.`);
}
