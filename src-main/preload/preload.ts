import { contextBridge, ipcRenderer } from 'electron';
import type { ContextureBridge } from '@contract/api';
import { channels } from '@contract/channels';
import type { AnyChannel } from '@contract/channels/channel';
import { ROAD_MESSAGE } from '@contract/channels/load';
import { listeners, type EventName } from '@contract/events';
import { pathOfBrought, watchArrivals } from './brought-files';

/** The page's function for one channel; what it is called with is guarded by the main process. */
function caller({ wire, takes }: AnyChannel): (...args: never[]) => Promise<unknown> {
  if (takes === 'nothing') return () => ipcRenderer.invoke(wire, null);
  if (takes === 'file') return (file: File) => ipcRenderer.invoke(wire, { path: pathOfBrought(file) });
  if (takes === 'files') return (files: readonly File[]) => ipcRenderer.invoke(wire, { paths: Array.from(files, pathOfBrought) });
  return (request: unknown) => ipcRenderer.invoke(wire, request);
}

const listen = (name: EventName) => (listener: (event: unknown) => void): (() => void) => {
  const forward = (_event: unknown, payload: unknown): void => { listener(payload); };
  ipcRenderer.on(name, forward);
  return () => { ipcRenderer.off(name, forward); };
};

/** One end to the main process, the other to the page, which the bridge would copy value by value. */
function openRoad(): void {
  const { port1, port2 } = new MessageChannel();
  ipcRenderer.postMessage(ROAD_MESSAGE, null, [port1]);
  window.postMessage(ROAD_MESSAGE, '/', [port2]);
}

/** One function a channel; the page never sees ipcRenderer, channel names or file paths. */
const bridge = Object.fromEntries([
  ...Object.entries(channels).map(([name, spec]) => [name, caller(spec)] as const),
  ...Object.entries(listeners).map(([name, event]) => [name, listen(event)] as const),
  ['openRoad', openRoad],
]) as unknown as ContextureBridge;

watchArrivals();
contextBridge.exposeInMainWorld('contexture', bridge);
