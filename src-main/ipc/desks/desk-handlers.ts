import type { Channels } from '@contract/channels';
import type { Settings, ZoomStep } from '@contract/settings';
import type { SnapshotRequest } from '@contract/snapshot';
import { readCarriers } from '../../corpora/carriers';
import { formSample } from '../../corpora/form-sample';
import type { PresetLibrary } from '../../corpora/preset-library';
import type { SourceClient } from '../../corpora/source-client';
import type { InferenceClient } from '../../inference/process/client';
import type { ModelImports } from '../../importing/model-imports';
import { LessonLibrary } from '../../lessons/lesson-library';
import type { ModelLibrary } from '../../models/library';
import { readBackgroundSentences } from '../../platform/background-sentences';
import type { InstallationPaths } from '../../platform/paths';
import { FigurePrinter } from '../../platform/printing/print-figure';
import type { SettingsStore } from '../../platform/settings-store';
import type { Autosaves } from '../../sessions/autosaves';
import type { RecentSessions } from '../../sessions/recent-sessions';
import type { SetStore } from '../../sets/set-store';
import { SetEditions, WindowSets } from '../../sets/window-sets';
import type { Updates } from '../../updates/updates';
import { aboutHandlers } from '../about.handlers';
import { appHandlers } from '../app.handlers';
import { askForVectors, exportHandlers } from '../exports.handlers';
import { inferenceHandlers } from '../inference.handlers';
import { lessonHandlers } from '../lessons.handlers';
import { modelHandlers } from '../models.handlers';
import { OneAtATime } from '../one-at-a-time';
import type { ChannelHandlers } from '../router';
import type { ServerDesk } from '../servers.handlers';
import { sessionHandlers } from '../sessions.handlers';
import { setHandlers } from '../sets.handlers';
import { textHandlers } from '../texts.handlers';
import type { Desk } from './desk';
import type { Desks } from './desks';

/** What all windows share. */
export interface SharedServices {
  readonly appVersion: string;
  readonly paths: InstallationPaths;
  /** Of the page's files. */
  readonly assets: string;
  readonly snapshot: SnapshotRequest | null;
  readonly settings: SettingsStore;
  readonly library: ModelLibrary;
  readonly imports: ModelImports;
  readonly presets: PresetLibrary;
  readonly sources: SourceClient;
  readonly keptSets: SetStore;
  readonly inference: InferenceClient;
  readonly server: ServerDesk;
  readonly autosaves: Autosaves;
  readonly recentSessions: RecentSessions;
  readonly updates: Updates;
  readonly versions: { readonly onnxruntime: string; readonly chromium: string };
  readonly diagnostics: () => Promise<string>;
  readonly openBook: () => void;
  readonly zoom: (step: ZoomStep) => Settings;
  readonly onSnapshotReady: (failure: string | null) => void;
}

/** @returns what makes the handlers of one window, each of which tells its own page how far it is. @param desks of all windows, once there are any */
export function deskHandlers(shared: SharedServices, desks: () => Desks): (desk: Desk) => ChannelHandlers<Channels> {
  const { appVersion, paths, settings, snapshot, library, imports, sources, inference } = shared;
  const printer = new FigurePrinter(shared.assets);
  const lessons = new LessonLibrary(paths.lessons);
  const editions = new SetEditions();
  const looks = new OneAtATime('Other models are being looked at. Wait for them, then choose this one again.');
  const background = (): Promise<readonly string[]> => readBackgroundSentences(paths.backgroundSample);
  const carriers = (): ReturnType<typeof readCarriers> => readCarriers(paths.carriers);

  return (desk) => {
    const { id, memory, closed, send } = desk;
    const window = (): Desk['window'] => desk.window;
    return {
      ...aboutHandlers(shared.updates, shared.versions, shared.diagnostics, shared.openBook),
      ...appHandlers({
        settings, snapshot, memory, window, zoom: shared.zoom, onSnapshotReady: shared.onSnapshotReady,
        openWindow: () => { desks().add(); },
        tellSettings: (current) => { desks().sendOthers(desk, 'app:settings', current); },
      }),
      ...modelHandlers({
        library, imports, looks, window, closed, sendProgress: (event) => { send('models:progress', event); },
        onChanged: () => { desks().sendOthers(desk, 'models:changed', null); },
      }),
      ...setHandlers({
        presets: shared.presets, sources, store: shared.keptSets, memory, window,
        kept: new WindowSets(shared.keptSets, editions, (changed) => { desks().sendOthers(desk, 'sets:changed', changed); }),
      }),
      ...textHandlers(sources, { window, closed, sendProgress: (event) => { send('texts:progress', event); } }),
      ...inferenceHandlers(
        inference,
        {
          background, formSample: async () => formSample(await background(), shared.presets), carriers, appVersion,
          vectorOutput: (format, suggestedName) => askForVectors(desk.window, format, suggestedName),
        },
        { id, closed, sendProgress: (event) => { send('inference:progress', event); } },
      ),
      ...shared.server.handlers,
      ...exportHandlers(inference, window, printer),
      ...sessionHandlers(desk, {
        recent: shared.recentSessions, autosaves: shared.autosaves,
        bringHolder: (file) => desks().bringHolder(file, desk),
        openBeside: (asked) => { desks().add(asked); },
        passOn: () => { desks().passOn(desk); },
      }),
      ...lessonHandlers(lessons, window),
    };
  };
}
