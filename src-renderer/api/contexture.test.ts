import { afterEach, expect, it, vi } from 'vitest';
import { channels } from '@contract/channels';
import { ROAD_MESSAGE, type Load } from '@contract/channels/load';
import { listeners } from '@contract/events';
import { RoadEnd } from '@rpc/road';
import { contexture } from './contexture';

const bridge = (functions: object): void => { vi.stubGlobal('window', { contexture: functions }); };
afterEach(() => { vi.unstubAllGlobals(); });

it('has the functions of the tables', () => {
  expect(Object.keys(contexture)).toEqual([...Object.keys(channels), ...Object.keys(listeners)]);
});

it('makes a request of its fields, and takes the value out of its envelope', async () => {
  const renameKeptSet = vi.fn(() => Promise.resolve({ ok: true, value: null })), listModels = vi.fn(() => Promise.resolve({ ok: true, value: [] }));
  bridge({ renameKeptSet, listModels });
  expect(await contexture.renameKeptSet('own-1', 'springs')).toBeNull();
  expect(renameKeptSet).toHaveBeenCalledWith({ id: 'own-1', title: 'springs' });
  expect(await contexture.listModels()).toEqual([]);
  expect(listModels).toHaveBeenCalledWith();
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

/** A page with a bridge that has a road, whose other end is returned once it is open. */
function withRoad(functions: object): { readonly other: () => RoadEnd } {
  const page = new EventTarget();
  let other: RoadEnd | null = null;
  const openRoad = (): void => {
    const { port1, port2 } = new MessageChannel();
    other = new RoadEnd({ post: (message) => { port1.postMessage(message); }, onMessage: (listener) => { port1.onmessage = ({ data }) => { listener(data); }; } });
    for (const [source, data] of [[null, ROAD_MESSAGE], [page, 'other'], [page, ROAD_MESSAGE]]) page.dispatchEvent(Object.assign(new Event('message'), { source, data, ports: [port2] }));
  };
  vi.stubGlobal('window', Object.assign(page, { contexture: { ...functions, openRoad: vi.fn(openRoad) } }));
  return { other: () => { if (other === null) throw new Error('no road'); return other; } };
}

it('sends what is large by the road and takes what comes by it, opened once', async () => {
  const road = withRoad({
    layer: async (load: Load) => ({ ok: true, value: road.other().send(['slice of', await road.other().take(load)]) }),
    chooseSession: () => Promise.resolve({ ok: true, value: null }),
    readDroppedSession: (file: unknown) => Promise.resolve({ ok: true, value: road.other().send(['session of', file]) }),
    embed: () => Promise.resolve({ ok: false, error: { code: 'cancelled', message: 'Cancelled.' } }),
  });
  const request = { key: 'k', layer: 0, rowStart: 0, rowEnd: 1 };
  expect(await contexture.layer(request)).toEqual(['slice of', request]);
  expect(await contexture.chooseSession()).toBeNull();
  // A file is named by the preload script, so it does not go by the road.
  expect(await contexture.readDroppedSession('file' as unknown as File)).toEqual(['session of', 'file']);
  await expect(contexture.embed({ seq: 1, modelId: 'm', pooling: 'mean', device: 'auto', occurrences: [] })).rejects.toMatchObject({ code: 'cancelled' });
  expect(window.contexture.openRoad).toHaveBeenCalledTimes(1);
});
