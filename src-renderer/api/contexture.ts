import type { Channel, ContextureBridge, Envelope, Events, Request, Response } from '@contract/api';
import { fromEnvelope } from '@contract/failure';

declare global {
  interface Window {
    readonly contexture: ContextureBridge;
  }
}

async function unwrap<C extends Channel>(answer: Promise<Envelope<C>>): Promise<Response<C>> {
  const envelope = await answer;
  if (envelope.ok) return envelope.value;
  throw fromEnvelope(envelope.error);
}

/** The only door to the main process. Every call resolves to the plain value or throws a `Failure`. */
export const contexture = {
  appInfo: () => unwrap(window.contexture.appInfo()),
  controlWindow: (action: Request<'app:window'>['action']) => unwrap(window.contexture.controlWindow({ action })),
  zoomWindow: (step: Request<'app:zoom'>['step']) => unwrap(window.contexture.zoomWindow({ step })),
  updateSettings: (changes: Request<'app:settings'>) => unwrap(window.contexture.updateSettings(changes)),
  rememberSet: (set: Request<'app:remember-set'>) => unwrap(window.contexture.rememberSet(set)),
  rememberLook: (look: Request<'app:remember-look'>) => unwrap(window.contexture.rememberLook(look)),
  snapshotReady: (failure: string | null) => unwrap(window.contexture.snapshotReady({ failure })),
  listModels: () => unwrap(window.contexture.listModels()),
  chooseModel: (what: Request<'models:choose'>['what']) => unwrap(window.contexture.chooseModel({ what })),
  inspectDroppedModel: (file: File) => unwrap(window.contexture.inspectDroppedModel(file)),
  importModel: (request: Request<'models:import'>) => unwrap(window.contexture.importModel(request)),
  modelCatalogue: () => unwrap(window.contexture.modelCatalogue()),
  planDownload: (source: Request<'models:plan'>) => unwrap(window.contexture.planDownload(source)),
  downloadModel: (request: Request<'models:download'>) => unwrap(window.contexture.downloadModel(request)),
  cancelModel: (seq: number) => unwrap(window.contexture.cancelModel({ seq })),
  removeModel: (id: string) => unwrap(window.contexture.removeModel({ id })),
  listDevices: () => unwrap(window.contexture.listDevices()),
  listPresets: () => unwrap(window.contexture.listPresets()),
  openPreset: (id: string) => unwrap(window.contexture.openPreset({ id })),
  chooseFile: () => unwrap(window.contexture.chooseFile()),
  readDroppedFile: (file: File) => unwrap(window.contexture.readDroppedFile(file)),
  readText: (text: string) => unwrap(window.contexture.readText({ text })),
  readAs: (request: Request<'sets:read-as'>) => unwrap(window.contexture.readAs(request)),
  buildSet: (choice: Request<'sets:build'>) => unwrap(window.contexture.buildSet(choice)),
  listKeptSets: () => unwrap(window.contexture.listKeptSets()),
  openKeptSet: (id: string) => unwrap(window.contexture.openKeptSet({ id })),
  saveKeptSet: (set: Request<'sets:kept-save'>) => unwrap(window.contexture.saveKeptSet(set)),
  renameKeptSet: (id: string, title: string) => unwrap(window.contexture.renameKeptSet({ id, title })),
  deleteKeptSet: (id: string) => unwrap(window.contexture.deleteKeptSet({ id })),
  undeleteKeptSet: (id: string) => unwrap(window.contexture.undeleteKeptSet({ id })),
  embed: (request: Request<'inference:embed'>) => unwrap(window.contexture.embed(request)),
  cancel: (seq: number) => unwrap(window.contexture.cancel({ seq })),
  layer: (request: Request<'inference:layer'>) => unwrap(window.contexture.layer(request)),
  ghosts: (request: Request<'inference:ghosts'>) => unwrap(window.contexture.ghosts(request)),
  distances: (request: Request<'inference:distances'>) => unwrap(window.contexture.distances(request)),
  neighbours: (request: Request<'inference:neighbours'>) => unwrap(window.contexture.neighbours(request)),
  place: (request: Request<'inference:place'>) => unwrap(window.contexture.place(request)),
  nearestWords: (request: Request<'inference:nearest-words'>) => unwrap(window.contexture.nearestWords(request)),
  pieces: (request: Request<'inference:pieces'>) => unwrap(window.contexture.pieces(request)),
  savePng: (request: Request<'exports:png'>) => unwrap(window.contexture.savePng(request)),
  saveCsv: (request: Request<'exports:csv'>) => unwrap(window.contexture.saveCsv(request)),
  onProgress: (listener: (event: Events['inference:progress']) => void) => window.contexture.onProgress(listener),
  onModelProgress: (listener: (event: Events['models:progress']) => void) => window.contexture.onModelProgress(listener),
  onProblem: (listener: (event: Events['app:problem']) => void) => window.contexture.onProblem(listener),
  onStopped: (listener: (event: Events['inference:stopped']) => void) => window.contexture.onStopped(listener),
};
