import { cpus } from 'node:os';
import { InferenceSession } from 'onnxruntime-node';
import type { DeviceInUse } from '@contract/embedding';
import { Failure } from '@contract/failure';

export type Provider = DeviceInUse['provider'];

/** A graph on a device. */
export interface LoadedGraph {
  readonly session: InferenceSession;
  readonly provider: Provider;
}

const deviceNames = { cpu: 'CPU', webgpu: 'GPU (WebGPU)', cuda: 'GPU (CUDA)' } as const satisfies Record<Provider, string>;
const nThreads = Math.max(1, cpus().length);

/**
 * Loads a graph by path, because its weights lie beside it as external data.
 * @throws Failure `device` when the provider has no adapter or library here, `model` when the file itself does not load.
 */
export async function loadGraph(file: string, provider: Provider): Promise<LoadedGraph> {
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
    throw new Failure('device', `${deviceNames[provider]} cannot be used here: ${plainReason(detail)}.`, detail);
  }
}

export function deviceLabel(provider: Provider): string {
  if (provider === 'cpu') return `CPU, ${nThreads} ${nThreads === 1 ? 'thread' : 'threads'}`;
  return deviceNames[provider];
}

/** onnxruntime answers with source paths and stack traces; these are the cases that a user can do something about. */
function plainReason(detail: string): string {
  if (/adapter/i.test(detail)) return 'no GPU adapter was found';
  if (/shared library|failed to load/i.test(detail)) return 'its libraries are not installed';
  return detail.split('\n', 1)[0]?.slice(0, 160) ?? 'no reason was given';
}
