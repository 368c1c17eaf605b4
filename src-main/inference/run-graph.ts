import type { InferenceSession } from 'onnxruntime-node';
import { Failure } from '@contract/failure';
import { deviceLabel, type LoadedGraph } from './session';

/** Runs a graph. @throws Failure `device` when a GPU fails on the way, `model` when the CPU does. */
export async function runGraph(graph: LoadedGraph, feeds: InferenceSession.FeedsType, outputs: readonly string[]): Promise<InferenceSession.ReturnType> {
  try {
    return await graph.session.run(feeds, outputs);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    if (graph.provider === 'cpu') throw new Failure('model', 'The model failed while running. Try again, or reinstall the model.', detail);
    throw new Failure('device', `${deviceLabel(graph.provider)} failed while running.`, detail);
  }
}

/** The values of an output; a graph that gives anything else is not one of ours. */
export function floats(data: unknown, name: string): Float32Array {
  if (data instanceof Float32Array) return data;
  throw new Failure('model', `The model did not give the output ${name}. Reinstall the model.`);
}
