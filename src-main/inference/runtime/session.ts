import { cpus } from 'node:os';
import type { Provider } from '@contract/embedding';
import { Failure } from '@contract/failure';
import { DeviceFailure, failureKind } from '../devices/device-failure';
import { providerName } from '../devices/device-label';
import { InferenceSession } from './onnxruntime';
import { absence } from '../devices/providers';

/** A graph on a device. */
export interface LoadedGraph {
  readonly session: InferenceSession;
  readonly provider: Provider;
}

const nThreads = Math.max(1, cpus().length);

/**
 * Loads a graph by path, because its weights lie beside it as external data.
 * @throws {@link DeviceFailure} when the provider has no adapter or library here or does not take the graph, Failure `model` when the file itself does not load.
 */
export async function loadGraph(file: string, provider: Provider): Promise<LoadedGraph> {
  // onnxruntime passes over a provider that it was not built with, without a word.
  const reason = absence(provider);
  if (reason !== null) throw new DeviceFailure(`${providerName(provider)} cannot be used here: ${reason}.`, 'absent');
  try {
    const session = await InferenceSession.create(file, {
      // The CPU provider is always there for the nodes that another one does not take.
      executionProviders: provider === 'cpu' ? ['cpu'] : [provider, 'cpu'],
      graphOptimizationLevel: 'all',
      intraOpNumThreads: nThreads,
      logSeverityLevel: 3,
    });
    return { session, provider };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    if (provider === 'cpu') throw new Failure('model', `The model file ${file} does not load. Reinstall the model.`, detail);
    const kind = failureKind(detail);
    throw new DeviceFailure(`${providerName(provider)} cannot be used here: ${plainReason(kind, detail)}.`, kind, detail);
  }
}

/** A graph in memory with its weights. */
export interface GraphInMemory {
  readonly model: Uint8Array;
  /** All of them, under the file name that the graph gives. */
  readonly weights: { readonly path: string; readonly data: Uint8Array };
}

/**
 * Loads a graph with 8-bit products on the CPU.
 * @param file the graph that it was made of, to be named
 * @throws Failure `model` when it does not load
 */
export async function loadInt8Graph(file: string, { model, weights }: GraphInMemory): Promise<LoadedGraph> {
  try {
    const session = await InferenceSession.create(model, {
      executionProviders: ['cpu'],
      graphOptimizationLevel: 'all',
      intraOpNumThreads: nThreads,
      logSeverityLevel: 3,
      externalData: [weights],
      // x64quantprecision: processors with AVX2 or AVX-512 and no VNNI would let sums of two products overflow in 16 bits; this takes the slower road there.
      extra: { session: { x64quantprecision: '1' } },
    });
    return { session, provider: 'cpu' };
  } catch (error) {
    throw new Failure('model', `The model file ${file} does not load with 8-bit products. Leave out the choice of 8 bits.`, error instanceof Error ? error.message : String(error));
  }
}

/** onnxruntime answers with source paths and stack traces; these are the cases that a user can do something about. */
function plainReason(kind: DeviceFailure['kind'], detail: string): string {
  switch (kind) {
    case 'absent': return /adapter/i.test(detail) ? 'no GPU adapter was found' : 'its libraries are not installed';
    case 'out-of-memory': return 'the model does not fit into its memory';
    case 'lost': return 'its driver does not answer';
    case 'failed': return detail.split('\n', 1)[0]?.slice(0, 160) ?? 'no reason was given';
  }
}
