import { afterEach, expect, it, vi } from 'vitest';
import { channels } from '@contract/channels';
import { listeners } from '@contract/events';
import { contexture } from './contexture';

const bridge = (functions: object): void => { vi.stubGlobal('window', { contexture: functions }); };
afterEach(() => { vi.unstubAllGlobals(); });

it('has the functions of the tables', () => {
  expect(Object.keys(contexture)).toEqual([...Object.keys(channels), ...Object.keys(listeners)]);
});

it('makes a request of its fields, and takes the value out of its envelope', async () => {
  const renameKeptSet = vi.fn(() => Promise.resolve({ ok: true, value: null })), listModels = vi.fn(() => Promise.resolve({ ok: true, value: [] }));
  const layer = vi.fn(() => Promise.resolve({ ok: true, value: 'slice' }));
  bridge({ renameKeptSet, listModels, layer });
  expect(await contexture.renameKeptSet('own-1', 'springs')).toBeNull();
  expect(renameKeptSet).toHaveBeenCalledWith({ id: 'own-1', title: 'springs' });
  expect(await contexture.listModels()).toEqual([]);
  expect(listModels).toHaveBeenCalledWith();
  const request = { key: 'k', layer: 0, rowStart: 0, rowEnd: 1 };
  expect(await contexture.layer(request)).toBe('slice');
  expect(layer).toHaveBeenCalledWith(request);
});

it('throws what the main process refused as a Failure', async () => {
  bridge({ removeModel: () => Promise.resolve({ ok: false, error: { code: 'not-found', message: 'No model.' } }) });
  await expect(contexture.removeModel('m')).rejects.toMatchObject({ name: 'Failure', code: 'not-found', message: 'No model.' });
});

it('passes listeners on', () => {
  const stop = vi.fn(), onStopped = vi.fn(() => stop), listener = vi.fn();
  bridge({ onStopped });
  expect(contexture.onStopped(listener)).toBe(stop);
  expect(onStopped).toHaveBeenCalledWith(listener);
});
