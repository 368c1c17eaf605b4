import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Failure } from '@contract/failure';
import { Log } from '../platform/log';
import { diagnosticsText, endOfLog } from './diagnostics';
import { gatherDiagnostics, onnxruntimeVersion } from './gather';

const facts = {
  app: '0.1.0', versions: { Electron: '33.2.1', onnxruntime: '1.30.0' }, system: 'Linux 6.1 x64', nCores: 2, memory: 24e9, adapter: null, installation: 'package', models: ['minilm-l6: transformer, 7 × 384, bundled'], log: 'a line\n',
  devices: [{ provider: 'cpu', label: 'CPU', state: 'serves', reason: '' }, { provider: 'webgpu', label: 'GPU (WebGPU)', state: 'refused', reason: 'Its vectors differ.' }],
} as const;

describe('the diagnostics', () => {
  it('say versions, machine, devices, models and the end of the log', () => {
    expect(diagnosticsText(facts)).toBe(`Contexture 0.1.0 (package)
Electron 33.2.1, onnxruntime 1.30.0
Linux 6.1 x64, 2 cores, 24.0 GB
graphics: unknown
devices:
  CPU: serves
  GPU (WebGPU): refused. Its vectors differ.
models:
  minilm-l6: transformer, 7 × 384, bundled
log:
a line
`);
  });

  it('say so where the model process does not answer and the log is empty', () => {
    expect(diagnosticsText({ ...facts, devices: null, log: '' })).toMatch(/devices:\n {2}the model process did not answer\n.*log:\n {2}empty\n$/s);
  });

  it('take whole lines from the end of a long log, and nothing where there is none', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'contexture-diagnostics-'));
    expect(await endOfLog(folder)).toBe('');
    writeFileSync(path.join(folder, 'contexture.log'), Array.from({ length: 2_000 }, (_, i) => `line ${i}`).join('\n'));
    const end = await endOfLog(folder, 1_000);
    expect(end.length).toBeLessThanOrEqual(1_000);
    expect(end).toMatch(/^line \d+\n(.*\n)*line 1999$/);
  });

  it('hold no word of the user’s, whatever went wrong with it', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'contexture-diagnostics-'));
    const log = new Log(folder);
    log.error('main 1', 'sets:open', new Failure('bad-input', 'The sentence “Nobody may read this” has no word.'));
    log.error('main 1', 'sets:open', new Error('Nobody may read this'));
    await log.flushed();
    const text = await gatherDiagnostics({ appVersion: '1', installation: 'checkout', versions: {}, adapter: null, logFolder: folder, devices: () => Promise.reject(new Error('gone')), models: () => Promise.resolve([]) });
    expect(text).toContain('bad-input');
    expect(text).toContain('the model process did not answer');
    expect(text).not.toContain('Nobody');
  });

  it('name the onnxruntime that is there', () => {
    expect(onnxruntimeVersion(path.resolve())).toMatch(/^\d+\.\d+\.\d+$/);
  });
});
