import { cpus } from 'node:os';
import type { Provider } from '@contract/embedding';

const names = { cpu: 'CPU', webgpu: 'GPU (WebGPU)', cuda: 'GPU (CUDA)', dml: 'GPU (DirectML)', coreml: 'GPU (Core ML)' } as const satisfies Record<Provider, string>;

export function providerName(provider: Provider): string {
  return names[provider];
}

/** What the indicator says: "CPU, 2 threads"; "GPU (WebGPU), NVIDIA H200". `adapter`: see {@link adapterName}; null where it is not known. */
export function deviceLabel(provider: Provider, adapter: string | null = null): string {
  const nThreads = Math.max(1, cpus().length);
  if (provider === 'cpu') return `CPU, ${nThreads} ${nThreads === 1 ? 'thread' : 'threads'}`;
  return adapter === null ? names[provider] : `${names[provider]}, ${adapterName(adapter)}`;
}

/** The main process names an adapter as "NVIDIA H200, driver 570.86.15"; the driver matters for what is remembered, not on screen. */
export function adapterName(adapter: string): string {
  return adapter.replace(/, driver .*$/, '');
}
