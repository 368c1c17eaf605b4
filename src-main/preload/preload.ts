import { contextBridge, ipcRenderer } from 'electron';
import type { Channel, ContextureBridge, Envelope, EventName, Events, Request } from '@contract/api';
import { pathOfBrought, watchArrivals } from './brought-files';

const invoke = <C extends Channel>(channel: C, request: Request<C>): Promise<Envelope<C>> => ipcRenderer.invoke(channel, request) as Promise<Envelope<C>>;

const listen = <E extends EventName>(name: E, listener: (event: Events[E]) => void): (() => void) => {
  const forward = (_event: unknown, payload: Events[E]): void => { listener(payload); };
  ipcRenderer.on(name, forward);
  return () => { ipcRenderer.off(name, forward); };
};

/** One function a channel; the page never sees ipcRenderer, channel names or file paths. */
const bridge: ContextureBridge = {
  appInfo: () => invoke('app:info', null),
  controlWindow: (request) => invoke('app:window', request),
  zoomWindow: (request) => invoke('app:zoom', request),
  updateSettings: (request) => invoke('app:settings', request),
  rememberSet: (request) => invoke('app:remember-set', request),
  rememberLook: (request) => invoke('app:remember-look', request),
  snapshotReady: (request) => invoke('app:snapshot-ready', request),
  listModels: () => invoke('models:list', null),
  chooseModel: (request) => invoke('models:choose', request),
  inspectDroppedModel: (file) => invoke('models:inspect', { path: pathOfBrought(file) }),
  importModel: (request) => invoke('models:import', request),
  modelCatalogue: () => invoke('models:catalogue', null),
  planDownload: (request) => invoke('models:plan', request),
  downloadModel: (request) => invoke('models:download', request),
  cancelModel: (request) => invoke('models:cancel', request),
  removeModel: (request) => invoke('models:remove', request),
  listDevices: () => invoke('inference:devices', null),
  listPresets: () => invoke('sets:presets', null),
  openPreset: (request) => invoke('sets:preset', request),
  chooseFile: () => invoke('sets:choose-file', null),
  readDroppedFile: (file) => invoke('sets:read-file', { path: pathOfBrought(file) }),
  readText: (request) => invoke('sets:read-text', request),
  readAs: (request) => invoke('sets:read-as', request),
  buildSet: (request) => invoke('sets:build', request),
  listKeptSets: () => invoke('sets:kept', null),
  openKeptSet: (request) => invoke('sets:kept-open', request),
  saveKeptSet: (request) => invoke('sets:kept-save', request),
  renameKeptSet: (request) => invoke('sets:kept-rename', request),
  deleteKeptSet: (request) => invoke('sets:kept-delete', request),
  undeleteKeptSet: (request) => invoke('sets:kept-undelete', request),
  embed: (request) => invoke('inference:embed', request),
  cancel: (request) => invoke('inference:cancel', request),
  layer: (request) => invoke('inference:layer', request),
  ghosts: (request) => invoke('inference:ghosts', request),
  distances: (request) => invoke('inference:distances', request),
  neighbours: (request) => invoke('inference:neighbours', request),
  place: (request) => invoke('inference:place', request),
  nearestWords: (request) => invoke('inference:nearest-words', request),
  pieces: (request) => invoke('inference:pieces', request),
  savePng: (request) => invoke('exports:png', request),
  saveCsv: (request) => invoke('exports:csv', request),
  onProgress: (listener) => listen('inference:progress', listener),
  onModelProgress: (listener) => listen('models:progress', listener),
  onProblem: (listener) => listen('app:problem', listener),
  onStopped: (listener) => listen('inference:stopped', listener),
};

watchArrivals();
contextBridge.exposeInMainWorld('contexture', bridge);
