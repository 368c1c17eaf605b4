import { beforeAll, expect, it, vi } from 'vitest';
import { channels } from '@contract/channels';
import { ROAD_MESSAGE } from '@contract/channels/load';
import { listeners } from '@contract/events';

type Bridge = Readonly<Record<string, (argument?: unknown) => unknown>>;

const electron = vi.hoisted(() => ({ invoke: vi.fn(), postMessage: vi.fn(), on: vi.fn(), off: vi.fn(), exposed: vi.fn<(name: string, bridge: Bridge) => void>() }));
vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: electron.exposed }, ipcRenderer: electron, webUtils: { getPathForFile: () => '/never/brought' },
}));

const posted = vi.fn();
let bridge: Bridge;
beforeAll(async () => {
  vi.stubGlobal('window', Object.assign(new EventTarget(), { postMessage: posted }));
  await import('./preload');
  bridge = electron.exposed.mock.calls[0]?.[1] ?? {};
});

it('gives the page exactly the functions of the tables', () => {
  expect(electron.exposed.mock.calls.map(([name]) => name)).toEqual(['contexture']);
  expect(Object.keys(bridge)).toEqual([...Object.keys(channels), ...Object.keys(listeners), 'openRoad']);
});

it('sends each request on the one channel of its function, and no path that the page names', () => {
  for (const [name, { wire, takes }] of Object.entries(channels)) {
    bridge[name]?.({ path: '/etc/passwd' });
    const sent = takes === 'nothing' ? null : takes === 'file' ? { path: '' } : takes === 'files' ? { paths: [] } : { path: '/etc/passwd' };
    expect(electron.invoke.mock.lastCall, name).toEqual([wire, sent]);
  }
});

it('hands the page the payload of an event without Electron’s own, until it stops listening', () => {
  for (const [name, event] of Object.entries(listeners)) {
    const listener = vi.fn();
    const stop = bridge[name]?.(listener) as () => void;
    const [heard, forward] = electron.on.mock.lastCall as [string, (event: unknown, payload: unknown) => void];
    expect(heard).toBe(event);
    forward({ sender: 'ipcRenderer' }, 'payload');
    expect(listener.mock.calls).toEqual([['payload']]);
    stop();
    expect(electron.off).toHaveBeenLastCalledWith(event, forward);
  }
});

it('gives one end of a road to the main process and the other to the page, on its own origin', async () => {
  bridge['openRoad']?.();
  const [wire, nothing, [there]] = electron.postMessage.mock.lastCall as [string, null, [MessagePort]];
  const [message, origin, [here]] = posted.mock.lastCall as [string, string, [MessagePort]];
  expect([wire, nothing, message, origin]).toEqual([ROAD_MESSAGE, null, ROAD_MESSAGE, '/']);
  const heard = new Promise((resolve) => { there.onmessage = ({ data }: MessageEvent) => { resolve(data); }; });
  here.postMessage('large');
  expect(await heard).toBe('large');
  here.close();
});
