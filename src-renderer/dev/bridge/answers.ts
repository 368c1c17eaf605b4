import type { aboutChannels } from '@contract/channels/about';
import type { appChannels } from '@contract/channels/app';
import type { exportChannels } from '@contract/channels/exports';
import type { lessonChannels } from '@contract/channels/lessons';
import type { OpenedSession, sessionChannels } from '@contract/channels/sessions';
import type { setChannels } from '@contract/channels/sets';
import type { ChannelName } from '@contract/channels';
import { Failure, fromEnvelope } from '@contract/failure';
import { newSetId } from '@contract/kept-sets';
import type { SavedSession } from '@contract/sessions/saved-session';
import type { Lesson } from '@contract/lessons/lesson';
import type { SentenceSet } from '@contract/occurrence';
import bundledLesson from '../../../assets/lessons/one-vector-to-many.lesson.json';
import { zoomed } from '@contract/settings';
import type { BridgeAnswers, FakeEvents } from './fake-bridge';
import { inferenceAnswers } from './inference';
import { modelAnswers } from './jobs';
import { presetOf, presetSummaries } from './presets';
import { textAnswers } from './texts';
import { serverAnswers } from './servers';
import { builtSet, tablePreview, textPreview } from './sources';
import type { World } from './world';

const MEMORY_BYTES = 16_000_000_000;

function appAnswers(world: World): BridgeAnswers<typeof appChannels> {
  let { settings } = world;
  const done = (): null => null;
  return {
    appInfo: () => ({ version: '0.0.0', electron: '', platform: world.platform, settings, memoryBytes: MEMORY_BYTES, recovered: world.recovered, snapshot: null }),
    controlWindow: done, newWindow: done,
    zoomWindow: ({ step }) => (settings = { ...settings, zoom: zoomed(settings.zoom, step) }),
    updateSettings: (patch) => (settings = { ...settings, ...patch }),
    rememberSet: done, rememberLook: done, snapshotReady: done,
  };
}

function setAnswers(world: World): BridgeAnswers<typeof setChannels> {
  const kept = new Map(world.kept.map((set) => [set.id, set]));
  const deleted = new Map<string, SentenceSet>();
  const find = (id: string, among: ReadonlyMap<string, SentenceSet> = kept): SentenceSet => {
    const set = among.get(id);
    if (set === undefined) throw new Failure('not-found', 'This set is not in the library any more.');
    return set;
  };
  const put = (set: SentenceSet): null => { kept.set(set.id, set); return null; };
  let pasted = '';
  return {
    listPresets: presetSummaries,
    openPreset: ({ id }) => presetOf(id),
    chooseFile: () => tablePreview,
    readDroppedFile: () => tablePreview,
    readText: ({ text }) => { pasted = text; return textPreview(text, 'lines'); },
    readAs: ({ reading }) => textPreview(pasted, reading),
    buildSet: (choice) => builtSet(choice, newSetId()),
    listKeptSets: () => ({ sets: [...kept.values()].map(({ id, title, word }) => ({ id, title, word })), problem: null }),
    openKeptSet: ({ id }) => find(id),
    saveKeptSet: put,
    renameKeptSet: ({ id, title }) => put({ ...find(id), title }),
    deleteKeptSet: ({ id }) => { deleted.set(id, find(id)); kept.delete(id); return null; },
    undeleteKeptSet: ({ id }) => put(find(id, deleted)),
  };
}

const exportAnswers: BridgeAnswers<typeof exportChannels> = {
  savePng: ({ suggestedName }) => ({ path: `/pictures/${suggestedName}` }),
  saveSvg: ({ suggestedName }) => ({ path: `/pictures/${suggestedName}` }),
  savePdf: ({ suggestedName }) => ({ path: `/pictures/${suggestedName}` }),
  saveFilm: ({ suggestedName }) => ({ path: `/videos/${suggestedName}` }),
  saveCsv: ({ suggestedName }) => ({ path: `/documents/${suggestedName}` }),
  saveTable: ({ suggestedName, nRows }) => ({ path: `/documents/${suggestedName}`, nRows, notes: [] }),
  saveSet: ({ set: { occurrences }, format, suggestedName }) => ({
    path: `/documents/${suggestedName}.${format}`,
    nRows: occurrences.length,
    notes:
      format === 'txt'
        ? [
            `The file holds ${occurrences.length - 1} sentences for ${occurrences.length} occurrences, without the words, their places and their labels.`,
          ]
        : ['The file has the ids of the senses; what they are called stands in the .json beside it.'],
  }),
};

const LESSON = bundledLesson as unknown as Lesson & { readonly format: string; readonly version: number };
const lessonAnswers: BridgeAnswers<typeof lessonChannels> = {
  listLessons: () => [{ id: 'one-vector-to-many', title: LESSON.title, nStations: LESSON.stations.length }],
  openLesson: () => LESSON, chooseLesson: () => LESSON, readDroppedLesson: () => LESSON, saveLesson: ({ title }) => ({ path: `/documents/${title}.lesson.json` }),
};

function sessionAnswers(world: World): BridgeAnswers<typeof sessionChannels> {
  let saved: SavedSession | null = null;
  const opened = (): OpenedSession | null => (saved === null ? null : { name: 'Lecture 4', session: saved, isCopy: false, late: null });
  return {
    saveSession: ({ session }) => { saved = session; return { name: 'Lecture 4' }; },
    chooseSession: opened,
    readDroppedSession: () => { const session = opened(); if (session === null) throw new Failure('bad-input', '“notes.contexture” is no session of Contexture. Sessions end in .contexture.'); return session; },
    recentSessions: () => world.recent,
    openRecentSession: () => { const session = opened(); if (session === null) throw new Failure('not-found', 'This session is not in the list any more. Open it by its file.'); return session; },
    forgetRecentSessions: () => null,
    lateVectors: () => { throw new Failure('not-found', 'All layers came with the picture.'); },
    askedSession: () => null, passAskedOn: () => null, autosaveSession: () => null, autosaveDocument: () => null, countRecoveredSessions: () => 0, recoverSession: () => { throw new Failure('not-found', 'Nothing was left.'); },
  };
}

const aboutAnswers = (world: World, events: FakeEvents): BridgeAnswers<typeof aboutChannels> => ({
  about: () => ({ onnxruntime: '1.30.0', chromium: '130.0.6723.152', updates: world.updates }),
  openBook: () => null,
  diagnostics: () => 'Contexture 0.0.0 (checkout)\n',
  checkForUpdate: () => ({ kind: 'newer', version: '0.2.0', nBytes: 317_000_000 }),
  fetchUpdate: () => { events.send('about:update-progress', { nDone: 120_000_000, nTotal: 317_000_000 }); return null; },
  cancelUpdate: () => null, installUpdate: () => null,
});

/** What a world answers: its refusals first, then what it holds back, then what it has. */
export function answersOf(world: World, events: FakeEvents): BridgeAnswers {
  const answers: BridgeAnswers = {
    ...aboutAnswers(world, events),
    ...sessionAnswers(world),
    ...lessonAnswers,
    ...appAnswers(world),
    ...modelAnswers(world, events),
    ...setAnswers(world),
    ...textAnswers(events),
    ...inferenceAnswers(world, events),
    ...exportAnswers,
    ...serverAnswers(world),
  };
  const refusing = Object.entries(world.refused).map(([name, envelope]) => [name, () => { throw fromEnvelope(envelope); }] as const);
  const holding = world.held.map((name: ChannelName) => [name, () => new Promise<never>(() => undefined)] as const);
  return { ...answers, ...Object.fromEntries(holding), ...Object.fromEntries(refusing) };
}
