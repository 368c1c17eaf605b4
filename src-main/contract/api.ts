import type {
  DeviceReport, EmbedProgress, EmbedRequest, EmbeddingSummary, GhostVectors, LayerDistances, LayerSlice, NearestWord, Neighbour, SentencePieces, TypedWord,
} from './embedding';
import type { FailureEnvelope } from './failure';
import type { KeptSets } from './kept-sets';
import type { InstalledModel } from './model-card';
import type { CatalogueEntry, ChosenImport, ChosenModel, DownloadPlan, DownloadSource, ImportProgress } from './model-import';
import type { PresetSummary, SentenceSet } from './occurrence';
import type { RememberedLook, RememberedPage } from './remembered-page';
import type { Settings, ZoomStep } from './settings';
import type { SnapshotRequest } from './snapshot';
import type { BuiltSet, Reading, SourceChoice, SourcePreview } from './source-text';

export interface AppInfo {
  readonly version: string;
  readonly electron: string;
  readonly platform: string;
  readonly settings: Settings;
  /** All memory of this machine, in bytes. */
  readonly memoryBytes: number;
  /** Set where a page before this one crashed or was loaded again. */
  readonly recovered: RememberedPage | null;
  /** Set when the app was started to render one picture. */
  readonly snapshot: SnapshotRequest | null;
}

/** Every request of the renderer: channel → what goes in and what comes back. One preload function a channel. */
export interface Requests {
  'app:info': { request: null; response: AppInfo };
  'app:window': { request: { readonly action: 'minimize' | 'toggle-maximize' | 'close' | 'reload' }; response: null };
  /** Makes everything in the window larger or smaller, and remembers it. */
  'app:zoom': { request: { readonly step: ZoomStep }; response: Settings };
  'app:settings': { request: Partial<Settings>; response: Settings };
  /** Kept for the next page, should this one crash. */
  'app:remember-set': { request: SentenceSet; response: null };
  'app:remember-look': { request: RememberedLook; response: null };
  /** The view of a snapshot stands, or why it will not: then the app says so and exits. */
  'app:snapshot-ready': { request: { readonly failure: string | null }; response: null };
  'models:list': { request: null; response: readonly InstalledModel[] };
  /** Opens the dialog for a folder or a file and looks at what was chosen; null when it was cancelled. */
  'models:choose': { request: { readonly what: 'folder' | 'file' }; response: ChosenModel | null };
  /** The preload names the path of what was dropped; the page cannot. */
  'models:inspect': { request: { readonly path: string }; response: ChosenModel };
  /** `seq` is chosen by the caller: `models:progress` and `models:cancel` name it. Only what was inspected before is imported. */
  'models:import': { request: ChosenImport & { readonly seq: number }; response: InstalledModel };
  'models:catalogue': { request: null; response: readonly CatalogueEntry[] };
  /** Asks the server what a download would fetch: the first moment anything leaves the machine. */
  'models:plan': { request: DownloadSource; response: DownloadPlan };
  /** Fetches, verifies, converts and checks. */
  'models:download': { request: { readonly seq: number; readonly source: DownloadSource; readonly nMaxWords: number | null }; response: InstalledModel };
  'models:cancel': { request: { readonly seq: number }; response: null };
  'models:remove': { request: { readonly id: string }; response: null };
  'inference:devices': { request: null; response: readonly DeviceReport[] };
  'sets:presets': { request: null; response: readonly PresetSummary[] };
  'sets:preset': { request: { readonly id: string }; response: SentenceSet };
  /** Opens the file dialog; null when it was cancelled. */
  'sets:choose-file': { request: null; response: SourcePreview | null };
  'sets:read-file': { request: { readonly path: string }; response: SourcePreview };
  'sets:read-text': { request: { readonly text: string }; response: SourcePreview };
  /** Reads the plain text that was opened last in the other way. */
  'sets:read-as': { request: { readonly sourceId: string; readonly reading: Reading }; response: SourcePreview };
  'sets:build': { request: SourceChoice; response: BuiltSet };
  /** The user's own library: sets are kept from the moment they are made. */
  'sets:kept': { request: null; response: KeptSets };
  'sets:kept-open': { request: { readonly id: string }; response: SentenceSet };
  'sets:kept-save': { request: SentenceSet; response: null };
  'sets:kept-rename': { request: { readonly id: string; readonly title: string }; response: null };
  /** Puts it aside until the next start; until then `sets:kept-undelete` brings it back. */
  'sets:kept-delete': { request: { readonly id: string }; response: null };
  'sets:kept-undelete': { request: { readonly id: string }; response: null };
  /** `seq` is chosen by the caller: progress events and `inference:cancel` name it. */
  'inference:embed': { request: EmbedRequest & { readonly seq: number }; response: EmbeddingSummary };
  'inference:cancel': { request: { readonly seq: number }; response: null };
  'inference:layer': { request: { readonly key: string; readonly layer: number; readonly rowStart: number; readonly rowEnd: number }; response: LayerSlice };
  'inference:ghosts': { request: { readonly key: string; readonly layer: number }; response: GhostVectors };
  'inference:distances': { request: { readonly key: string; readonly rows: readonly number[] }; response: LayerDistances };
  'inference:neighbours': { request: { readonly key: string; readonly layer: number; readonly row: number; readonly k: number }; response: readonly Neighbour[] };
  'inference:place': { request: { readonly key: string; readonly layer: number; readonly text: string; readonly word: string; readonly k: number;
    /** Which occurrence of the word; absent: the first. */
    readonly charStart?: number }; response: TypedWord };
  'inference:nearest-words': { request: { readonly modelId: string; readonly word: string; readonly k: number }; response: readonly NearestWord[] };
  'inference:pieces': { request: { readonly modelId: string; readonly text: string }; response: SentencePieces };
  /** Opens the save dialog and writes atomically; null when it was cancelled. */
  'exports:png': { request: { readonly bytes: Uint8Array; readonly suggestedName: string }; response: { readonly path: string } | null };
  /** A table in UTF-8; otherwise as `exports:png`. */
  'exports:csv': { request: { readonly bytes: Uint8Array; readonly suggestedName: string }; response: { readonly path: string } | null };
}

export type Channel = keyof Requests;
export type Request<C extends Channel> = Requests[C]['request'];
export type Response<C extends Channel> = Requests[C]['response'];

/** What the main side answers on every channel. */
export type Envelope<C extends Channel> = { readonly ok: true; readonly value: Response<C> } | { readonly ok: false; readonly error: FailureEnvelope };

/** Messages from the main side to the renderer. */
export interface Events {
  'inference:progress': EmbedProgress & { readonly seq: number };
  'models:progress': ImportProgress & { readonly seq: number };
  /** The inference process ended unexpectedly; it restarts with the next request and its embeddings are gone. */
  'inference:stopped': FailureEnvelope;
  /** Something that was meant to be kept could not be; said once. */
  'app:problem': FailureEnvelope;
}

export type EventName = keyof Events;

/** `window.contexture`: all that the sandboxed renderer can reach. Requests reject never; they resolve to an {@link Envelope}. */
export interface ContextureBridge {
  readonly appInfo: () => Promise<Envelope<'app:info'>>;
  readonly controlWindow: (request: Request<'app:window'>) => Promise<Envelope<'app:window'>>;
  readonly zoomWindow: (request: Request<'app:zoom'>) => Promise<Envelope<'app:zoom'>>;
  readonly updateSettings: (request: Request<'app:settings'>) => Promise<Envelope<'app:settings'>>;
  readonly rememberSet: (request: Request<'app:remember-set'>) => Promise<Envelope<'app:remember-set'>>;
  readonly rememberLook: (request: Request<'app:remember-look'>) => Promise<Envelope<'app:remember-look'>>;
  readonly snapshotReady: (request: Request<'app:snapshot-ready'>) => Promise<Envelope<'app:snapshot-ready'>>;
  readonly listModels: () => Promise<Envelope<'models:list'>>;
  readonly chooseModel: (request: Request<'models:choose'>) => Promise<Envelope<'models:choose'>>;
  /** Takes the dropped `File` (a folder too), as {@link readDroppedFile} does. */
  readonly inspectDroppedModel: (file: File) => Promise<Envelope<'models:inspect'>>;
  readonly importModel: (request: Request<'models:import'>) => Promise<Envelope<'models:import'>>;
  readonly modelCatalogue: () => Promise<Envelope<'models:catalogue'>>;
  readonly planDownload: (request: Request<'models:plan'>) => Promise<Envelope<'models:plan'>>;
  readonly downloadModel: (request: Request<'models:download'>) => Promise<Envelope<'models:download'>>;
  readonly cancelModel: (request: Request<'models:cancel'>) => Promise<Envelope<'models:cancel'>>;
  readonly removeModel: (request: Request<'models:remove'>) => Promise<Envelope<'models:remove'>>;
  readonly listDevices: () => Promise<Envelope<'inference:devices'>>;
  readonly listPresets: () => Promise<Envelope<'sets:presets'>>;
  readonly openPreset: (request: Request<'sets:preset'>) => Promise<Envelope<'sets:preset'>>;
  readonly chooseFile: () => Promise<Envelope<'sets:choose-file'>>;
  /** Takes the dropped `File` itself: the preload asks Electron for its path, the page never names one. */
  readonly readDroppedFile: (file: File) => Promise<Envelope<'sets:read-file'>>;
  readonly readText: (request: Request<'sets:read-text'>) => Promise<Envelope<'sets:read-text'>>;
  readonly readAs: (request: Request<'sets:read-as'>) => Promise<Envelope<'sets:read-as'>>;
  readonly buildSet: (request: Request<'sets:build'>) => Promise<Envelope<'sets:build'>>;
  readonly listKeptSets: () => Promise<Envelope<'sets:kept'>>;
  readonly openKeptSet: (request: Request<'sets:kept-open'>) => Promise<Envelope<'sets:kept-open'>>;
  readonly saveKeptSet: (request: Request<'sets:kept-save'>) => Promise<Envelope<'sets:kept-save'>>;
  readonly renameKeptSet: (request: Request<'sets:kept-rename'>) => Promise<Envelope<'sets:kept-rename'>>;
  readonly deleteKeptSet: (request: Request<'sets:kept-delete'>) => Promise<Envelope<'sets:kept-delete'>>;
  readonly undeleteKeptSet: (request: Request<'sets:kept-undelete'>) => Promise<Envelope<'sets:kept-undelete'>>;
  readonly embed: (request: Request<'inference:embed'>) => Promise<Envelope<'inference:embed'>>;
  readonly cancel: (request: Request<'inference:cancel'>) => Promise<Envelope<'inference:cancel'>>;
  readonly layer: (request: Request<'inference:layer'>) => Promise<Envelope<'inference:layer'>>;
  readonly ghosts: (request: Request<'inference:ghosts'>) => Promise<Envelope<'inference:ghosts'>>;
  readonly distances: (request: Request<'inference:distances'>) => Promise<Envelope<'inference:distances'>>;
  readonly neighbours: (request: Request<'inference:neighbours'>) => Promise<Envelope<'inference:neighbours'>>;
  readonly place: (request: Request<'inference:place'>) => Promise<Envelope<'inference:place'>>;
  readonly nearestWords: (request: Request<'inference:nearest-words'>) => Promise<Envelope<'inference:nearest-words'>>;
  readonly pieces: (request: Request<'inference:pieces'>) => Promise<Envelope<'inference:pieces'>>;
  readonly savePng: (request: Request<'exports:png'>) => Promise<Envelope<'exports:png'>>;
  readonly saveCsv: (request: Request<'exports:csv'>) => Promise<Envelope<'exports:csv'>>;
  readonly onProgress: (listener: (event: Events['inference:progress']) => void) => () => void;
  readonly onModelProgress: (listener: (event: Events['models:progress']) => void) => () => void;
  readonly onProblem: (listener: (event: Events['app:problem']) => void) => () => void;
  readonly onStopped: (listener: (event: Events['inference:stopped']) => void) => () => void;
}

