import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Provider } from '@contract/embedding';
import { listSupportedBackends, onnxruntimeEntry } from '../runtime/onnxruntime';

export type GpuProvider = Exclude<Provider, 'cpu'>;

/** The order in which `auto` looks at them: a vendor's own library first, then the system's, then WebGPU, which every build brings. */
export const GPU_PROVIDERS = ['cuda', 'dml', 'coreml', 'webgpu'] as const satisfies readonly GpuProvider[];

const systems = { cuda: 'Windows and Linux', dml: 'Windows', coreml: 'macOS', webgpu: 'other systems' } as const satisfies Record<GpuProvider, string>;

/** Why this build of onnxruntime cannot use a provider at all, as the end of a sentence; null where it can be tried. */
export function absence(provider: Provider): string | null {
  if (provider === 'cpu') return null;
  const backend = listSupportedBackends().find(({ name }) => name === provider);
  if (backend === undefined) return `it exists on ${systems[provider]} only`;
  // Trying a provider whose library is missing prints an error on the terminal.
  return backend.bundled || isInstalled(provider) ? null : 'its library is not installed';
}

/** Whether the installer of onnxruntime-node has fetched the library of a provider that the package does not bring. */
function isInstalled(provider: GpuProvider): boolean {
  const binaries = path.resolve(path.dirname(onnxruntimeEntry), `../bin/napi-v6/${process.platform}/${process.arch}`);
  const file = process.platform === 'win32' ? `onnxruntime_providers_${provider}.dll` : `libonnxruntime_providers_${provider}.so`;
  return existsSync(path.join(binaries, file));
}
