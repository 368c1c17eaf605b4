import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import type { WebGpuReport } from './webgpu-child';

const root = path.resolve(import.meta.dirname, '../..');
const electron = path.join(root, 'node_modules/electron/dist');
const software = path.join(electron, 'vk_swiftshader_icd.json');
/** Every shader is compiled, and a software adapter computes on the same two cores as everything else. */
const timeoutMs = 900_000;

async function report(what: 'all' | 'absent', environment: NodeJS.ProcessEnv): Promise<WebGpuReport> {
  const { stdout } = await promisify(execFile)(process.execPath, ['tools/run-ts.mjs', 'src-main/conformance/webgpu-child.ts', what], {
    cwd: root, env: { ...process.env, ...environment }, maxBuffer: 1e7, timeout: timeoutMs,
  });
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as WebGpuReport;
}

describe.skipIf(!existsSync(software) || !existsSync(path.join(electron, 'libvulkan.so.1')))('WebGPU on a software adapter, needs the SwiftShader of Electron’s Linux runtime', () => {
  let found: WebGpuReport;
  beforeAll(async () => { found = await report('all', { LD_LIBRARY_PATH: electron, VK_ICD_FILENAMES: software }); }, timeoutMs);

  test('every kind of graph gives the vectors of the CPU, at all layers', () => {
    expect(Object.keys(found.differences).sort()).toEqual(['bert', 'elmo', 'gpt2', 'minilm-l6', 'onnx-bert']);
    for (const [name, { largest, nValues }] of Object.entries(found.differences)) {
      process.stdout.write(`WebGPU beside the CPU, ${name}, ${nValues} values: max |difference| ${largest.toExponential(2)}\n`);
      expect(nValues, name).toBeGreaterThan(500);
      expect(largest, name).toBeLessThan(1e-4);
    }
  });

  test('asked for by name, it passes the self-check and serves', () => {
    expect(found.outcomes[0]).toEqual({ provider: 'webgpu', label: 'GPU (WebGPU), SwiftShader' });
    expect(found.devices.find(({ provider }) => provider === 'webgpu')?.state).toMatch(/serves|slower/);
  });

  test('what the check found decides for auto, and holds at the next start without a second check', () => {
    const served = found.devices.find(({ provider }) => provider === 'webgpu')?.state === 'serves' ? 'webgpu' : 'cpu';
    expect(found.outcomes.map((outcome) => ('provider' in outcome ? outcome.provider : outcome.message))).toEqual(['webgpu', served, 'webgpu', served]);
    const again = served === 'webgpu' ? [] : ['cpu'];
    expect(found.loads).toEqual(['start 1, webgpu:', 'webgpu', 'cpu', 'start 1, auto:', ...again, 'start 2, webgpu:', 'webgpu', 'start 2, auto:', ...again]);
    if (served === 'cpu') expect(found.outcomes[1]).toMatchObject({ note: 'GPU (WebGPU), SwiftShader is slower than the CPU here.' });
  });
});

describe('WebGPU without an adapter', () => {
  test.skipIf(process.platform !== 'linux')('by name it fails with the reason, auto takes the CPU without a word (needs Linux, where a variable hides the adapters)', async () => {
    const { outcomes, devices, loads } = await report('absent', { VK_ICD_FILENAMES: path.join(root, 'package.json'), VK_DRIVER_FILES: path.join(root, 'package.json') });
    expect(outcomes[0]).toMatchObject({ code: 'device', message: 'GPU (WebGPU) cannot be used here: no GPU adapter was found.' });
    expect(outcomes[1]).toEqual({ provider: 'cpu', label: expect.stringContaining('CPU') as string });
    expect(devices.find(({ provider }) => provider === 'webgpu')).toMatchObject({ state: 'absent' });
    expect(loads.filter((load) => load === 'webgpu')).toEqual([]);
  }, timeoutMs);
});
