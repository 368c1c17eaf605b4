// Composition root: builds the services, wires IPC, opens the first window.
import { totalmem } from 'node:os';
import path from 'node:path';
import { app, Menu, nativeTheme, type BrowserWindow } from 'electron';
import { Failure, toEnvelope } from '@contract/failure';
import { DEFAULT_SETTINGS, defaultSettings, type Settings, type ZoomStep } from '@contract/settings';
import type { SnapshotRequest } from '@contract/snapshot';
import { PresetLibrary } from './corpora/preset-library';
import { SourceClient } from './corpora/source-client';
import { gatherDiagnostics, onnxruntimeVersion } from './diagnostics/gather';
import { captureWindow } from './exports/snapshot';
import { InferenceClient } from './inference/process/client';
import { processArgument } from './inference/process/process-options';
import { deskHandlers } from './ipc/desks/desk-handlers';
import { Desks } from './ipc/desks/desks';
import { IpcRouter } from './ipc/router';
import { ServerDesk } from './ipc/servers.handlers';
import { ModelDownloads } from './models/download/downloads';
import { ModelLibrary } from './models/library';
import { ModelImports } from './importing/model-imports';
import { sweepStaging } from './importing/staging';
import { readSnapshotRequest } from './platform/launch-arguments';
import { adapterOf } from './platform/adapter';
import { BookWindow } from './platform/book/book-window';
import { KeptServer } from './platform/keyring/kept-server';
import { systemEncryption } from './platform/keyring/system-encryption';
import { developFromServer } from './platform/development/server';
import { Log } from './platform/log';
import { setMacMenu } from './platform/mac-menu';
import { startImportProcess } from './platform/import-process';
import { startInferenceProcess } from './platform/inference-process';
import { startSourceReader } from './platform/source-process';
import { dataPaths, installationOf, installationPaths } from './platform/paths';
import { registerScheme, serveRenderer } from './platform/protocol';
import { isOwnPage, lockDown, prepareChromium } from './platform/security';
import { SettingsStore } from './platform/settings-store';
import { openWindow } from './platform/window';
import { keepZoom, zoomWindows } from './platform/zoom';
import { sessionFileIn } from './sessions/asked-files';
import { Autosaves } from './sessions/autosaves';
import { OpenSession } from './sessions/open-session';
import { RecentSessions } from './sessions/recent-sessions';
import { SetStore } from './sets/set-store';
import { updateRoad } from './updates/road';
import { Updates } from './updates/updates';

/** True in builds of `npm run dev` only; set by electron.config.ts. */
declare const IS_DEVELOPMENT: boolean;

const outDir = path.resolve(import.meta.dirname, '..');
const installation = installationOf(path.dirname(outDir));
const paths = installationPaths(installation.home);
const snapshotTimeoutMs = 180_000;
const adapterTimeoutMs = 400;

function main(): void {
  const snapshot = readSnapshotRequest(process.argv.slice(1));
  registerScheme();
  prepareChromium();
  // Two would write the same settings, sets and sessions: a second start hands its file to the first. A picture is taken beside whatever is open.
  if (snapshot === null && !app.requestSingleInstanceLock()) { app.exit(0); return; }
  const asked = { file: sessionFileIn(process.argv.slice(1), process.cwd()) };
  // macOS names the file of a start by an event, too.
  app.on('open-file', (event, file) => {
    event.preventDefault();
    asked.file = sessionFileIn([file], '/') ?? asked.file;
  });
  // macOS takes its text shortcuts from the menu; elsewhere the page has its own.
  if (process.platform !== 'darwin') Menu.setApplicationMenu(null);
  app.on('window-all-closed', () => { app.quit(); });
  void app.whenReady().then(() => start(snapshot, asked)).catch(fail);
}

/** @param asked the session file that the app was started with, should one still come */
async function start(snapshot: SnapshotRequest | null, asked: { readonly file: string | null }): Promise<void> {
  const data = dataPaths(app.getPath('userData'));
  const log = new Log(data.log);
  const here = `main ${process.pid}`;
  watchProcesses(log, here);
  const library = new ModelLibrary(paths.models, data.models);
  const presets = new PresetLibrary(paths.presets);
  const settings = new SettingsStore(path.join(app.getPath('userData'), 'settings.json'), (failure) => { desks.send('app:problem', toEnvelope(failure)); }, defaultSettings(totalmem(), nativeTheme.shouldUseDarkColors ? 'dark' : 'light'));
  if (snapshot !== null) await checkSnapshot(snapshot, library, presets);
  await lockDown();
  if (IS_DEVELOPMENT) await developFromServer();
  else await serveRenderer(path.join(outDir, 'renderer'));
  const adapter = await graphicsAdapter();
  const inference = new InferenceClient(
    () => startInferenceProcess(path.join(outDir, 'main/inference.js'), processArgument({
      bundledModelsDir: paths.models, userModelsDir: data.models, embeddingsDir: data.embeddings, shippedEmbeddingsDir: paths.presetVectors, isLoadingAhead: true, devicesFile: data.devices,
      speedsFile: data.speeds, adapter,
    })),
    { onStopped: (error) => { log.note(here, `the inference process stopped: ${error.code}`); server.stopped(); desks.send('inference:stopped', error); }, onProblem: (error) => { desks.send('app:problem', error); } },
  );
  const server = new ServerDesk(inference, new KeptServer(data.server, systemEncryption, (failure) => { desks.send('app:problem', toEnvelope(failure)); }));
  // The model process comes up while the page loads.
  inference.warmUp();
  const onSnapshotReady = (failure: string | null): void => {
    if (snapshot === null) return;
    if (failure === null) void finishSnapshot(desks.last?.window ?? raise('there is no window'), snapshot).catch(fail);
    else fail(new Error(failure));
  };
  const imports = new ModelImports(library, new ModelDownloads({ downloadsDir: data.downloads, env: process.env }), {
    modelsDir: data.models, sampleFile: paths.backgroundSample, spawn: () => startImportProcess(path.join(outDir, 'main/importer.js')),
  });
  void sweepStaging(data.models);
  const sources = new SourceClient(() => startSourceReader(path.join(outDir, 'main/source-reader.js')));
  const keptSets = new SetStore(data.sets);
  // A picture is taken beside whatever else is open: what is kept of that is not its own.
  const autosaves = new Autosaves(snapshot === null ? app.getPath('userData') : null, app.getVersion());
  const recentSessions = new RecentSessions(path.join(app.getPath('userData'), 'recent.json'), (file) => { app.addRecentDocument(file); });
  // What may still be wanted back in an open app stays.
  if (snapshot === null) void keptSets.clearDeleted();
  const router = new IpcRouter(isOwnPage, (channel, error) => {
    console.error(channel, error);
    log.error(here, channel, error);
  });
  const updates = new Updates(updateRoad(installation.isPackaged ? installation.home : null), () => import('electron-updater'), (progress) => { desks.send('about:update-progress', progress); });
  const versions = { onnxruntime: onnxruntimeVersion(installation.program), chromium: process.versions.chrome };
  const diagnostics = (): Promise<string> => gatherDiagnostics({
    appVersion: app.getVersion(), installation: installation.isPackaged ? 'package' : 'checkout',
      versions: { Electron: process.versions.electron, Chromium: versions.chromium, Node: process.versions.node, onnxruntime: versions.onnxruntime },
    adapter, logFolder: data.log, devices: () => inference.request('inference:devices', null), models: () => library.list(),
  });
  const book = new BookWindow(paths.icon);
  const zoom = (step: ZoomStep): Settings => zoomWindows(desks.windows, settings, step);
  const theme = (): 'dark' | 'light' => (snapshot === null ? settings.current.theme : snapshot.theme ?? DEFAULT_SETTINGS.theme);
  const desks: Desks = new Desks({
    openWindow: (beside) => {
      const window = openWindow(outDir, paths.icon, theme(), beside);
      keepZoom(window, () => (snapshot === null ? settings.current.zoom : DEFAULT_SETTINGS.zoom));
      return window;
    },
    newSession: () => new OpenSession(app.getVersion(), (file) => { void recentSessions.note(file); }),
    autosaves,
    handlersOf: deskHandlers({
      appVersion: app.getVersion(), paths, assets: path.join(outDir, 'renderer/assets'), snapshot, settings, library, imports, presets, sources, keptSets, inference, server,
      autosaves, recentSessions, updates, versions, diagnostics, openBook: () => { book.open(); }, zoom, onSnapshotReady,
    }, () => desks),
    onLastClosed: () => { book.close(); },
  });
  router.serve((page) => desks.handlersOf(page));
  if (process.platform === 'darwin') setMacMenu(zoom, () => { desks.add(); });

  const { window: first } = desks.add(asked.file === null ? null : { file: asked.file });
  const { problem } = settings;
  if (problem !== null && snapshot === null) first.webContents.once('did-finish-load', () => { desks.send('app:problem', toEnvelope(problem)); });
  if (snapshot !== null) setTimeout(() => { fail(new Error(`the view was not ready after ${snapshotTimeoutMs / 1000} s`)); }, snapshotTimeoutMs);
  app.on('open-file', (_event, file) => { void desks.ask(sessionFileIn([file], '/')); });
  app.on('second-instance', (_event, words, folder) => { void desks.ask(sessionFileIn(words.slice(1), folder)); });
  let isFlushed = false;
  app.on('before-quit', (event) => {
    inference.dispose();
    sources.dispose();
    if (isFlushed) return;
    // The last changes of settings and sets are on their way to the disk.
    event.preventDefault();
    void Promise.all([settings.flushed(), keptSets.flushed(), log.flushed(), desks.leaveAll()]).then(() => {
      isFlushed = true;
      app.quit();
    });
  });
}

/** Processes that end by themselves, and errors that nobody caught. */
function watchProcesses(log: Log, here: string): void {
  app.on('child-process-gone', (_event, { type, reason, exitCode, name }) => { if (reason !== 'clean-exit') log.note(here, `${name ?? type} ended: ${reason}, code ${exitCode}`); });
  app.on('render-process-gone', (_event, _contents, { reason, exitCode }) => { if (reason !== 'clean-exit') log.note(here, `the page ended: ${reason}, code ${exitCode}`); });
  process.on('uncaughtExceptionMonitor', (error) => { log.error(here, 'uncaught', error); });
}

/** What is remembered of a device holds for this adapter and driver. Who it is must not hold the start up: unknown after a moment. */
async function graphicsAdapter(): Promise<string | null> {
  const late = new Promise<null>((resolve) => { setTimeout(() => { resolve(null); }, adapterTimeoutMs); });
  return Promise.race([app.getGPUInfo('complete').then(adapterOf, () => null), late]);
}

/** Says at once what a snapshot names and is not there. */
async function checkSnapshot({ set, modelId, layer }: SnapshotRequest, library: ModelLibrary, presets: PresetLibrary): Promise<void> {
  await presets.open(set);
  const { name, nLayers } = await library.card(modelId ?? DEFAULT_SETTINGS.modelId);
  if (layer !== null && layer >= nLayers) throw new Failure('bad-input', `${name} has no layer ${layer}; its layers are 0 to ${nLayers - 1}.`);
}

async function finishSnapshot(window: BrowserWindow, snapshot: SnapshotRequest): Promise<void> {
  await captureWindow(window, snapshot.file);
  // A pipe takes its time on a busy machine; leaving earlier would lose the line.
  process.stdout.write(`${snapshot.file}\n`, () => { app.exit(0); });
}

function fail(error: unknown): void {
  const { message, detail } = toEnvelope(error);
  process.stderr.write(`contexture: ${message}${detail === undefined ? '' : ` (${detail})`}\n`);
  app.exit(1);
}

function raise(message: string): never {
  throw new Error(message);
}

try {
  main();
} catch (error) {
  fail(error);
}
