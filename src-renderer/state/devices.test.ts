import { expect, it } from 'vitest';
import type { DeviceReport } from '@contract/embedding';
import { absentDevices, deviceChoices, deviceShown } from './devices.svelte';

it('offers the fastest, then what there is, and keeps apart what is not', () => {
  const reports: DeviceReport[] = [
    { provider: 'cuda', label: 'GPU (CUDA)', state: 'absent', reason: 'The CUDA library was not found.' },
    { provider: 'cpu', label: 'CPU, 8 threads', state: 'serves', reason: '' },
    { provider: 'webgpu', label: 'GPU (WebGPU), Radeon', state: 'refused', reason: 'Its vectors differ by 0.3.' },
  ];
  const choices = deviceChoices(reports, { device: { provider: 'cpu', label: 'CPU, 8 threads' }, nCached: 0, nOccurrences: 9 }, 'auto');
  expect(choices.map(({ preference, state }) => [preference, state])).toEqual([['auto', 'Now CPU, 8 threads'], ['cpu', 'Always there'], ['webgpu', 'Not used']]);
  expect(absentDevices(reports).map(({ provider }) => provider)).toEqual(['cuda']);
  expect(deviceChoices(reports, null, 'auto')[0]?.state).toMatch(/^Takes the fastest/);
  expect(deviceChoices(reports, { device: { provider: 'cpu', label: 'the server https://gpu' }, nCached: 0, nOccurrences: 9 }, 'server')[0]?.state).toMatch(/^Takes the fastest/);
});

it('names the device that ran, or the next one where everything came from the store', () => {
  expect(deviceShown({ device: { provider: 'cpu', label: 'the server https://gpu' }, nCached: 9, nOccurrences: 9 }, 'server', [])).toBe('The server https://gpu');
  const report = (provider: DeviceReport['provider'], state: DeviceReport['state']): DeviceReport => ({ provider, label: `the ${provider}`, state, reason: '' });
  const kept = { device: { provider: 'cpu', label: 'Kept vectors' }, nCached: 9, nOccurrences: 9 } as const;
  expect(deviceShown({ ...kept, nCached: 8, device: { provider: 'cpu', label: 'CPU, 2 threads' } }, 'auto', [])).toBe('CPU, 2 threads');
  expect(deviceShown(kept, 'cpu', [report('cpu', 'serves'), report('webgpu', 'serves')])).toBe('the cpu');
  expect(deviceShown(kept, 'auto', [report('cpu', 'serves'), report('cuda', 'absent'), report('webgpu', 'serves')])).toBe('the webgpu');
  expect(deviceShown(kept, 'auto', [report('cpu', 'serves'), report('cuda', 'absent'), report('webgpu', 'refused')])).toBe('the cpu');
  expect(deviceShown({ ...kept, precision: 'int8' }, 'auto', [report('cpu', 'serves'), report('webgpu', 'serves')])).toBe('the cpu, 8-bit products');
  // Which one it will be shows when it is tried.
  expect(deviceShown(kept, 'auto', [report('cpu', 'serves'), report('webgpu', 'unchecked')])).toBe('Kept vectors');
});
