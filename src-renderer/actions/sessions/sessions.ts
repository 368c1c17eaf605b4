import { tick } from 'svelte';
import type { OpenedSession } from '@contract/channels/sessions';
import type { SavedSession } from '@contract/sessions/saved-session';
import type { SentenceSet } from '@contract/occurrence';
import { newSetId } from '@contract/kept-sets';
import { contexture } from '../../api/contexture';
import { bookmarks } from '../../state/bookmarks/bookmarks.svelte';
import { withSetIds } from '../../state/bookmarks/kept-parts';
import type { SessionDocument } from '../../state/document';
import { current } from '../../state/document.svelte';
import { History } from '../../state/history';
import { inspection } from '../../state/inspection.svelte';
import { library } from '../../state/library.svelte';
import { notices } from '../../state/notices.svelte';
import { session } from '../../state/session.svelte';
import { sessionFile } from '../../state/panels/session-file.svelte';
import { typed } from '../../state/typed.svelte';
import { comparison } from '../../state/compare.svelte';
import type { View } from '../../state/view';
import { report } from '../failures';
import { keep } from '../sets/keeping';
import { openedSet } from '../sets/sets';
import { cancelWork, runLatest } from '../view/latest';
import { scene } from '../view/scene-port';
import { show } from '../view/view';
import { bringLateLayers, everyLayerHere } from './late-layers';
import { findingsOf } from './saved-findings';
import { sessionOf, viewOf } from './saved-view';
import { setsBeside } from './sets-beside';
import { requestAgain } from './waking';
import { noticesWords } from '../../wording/interface/notices';
import { statusWords } from '../../wording/interface/status';

/** Numbers of a flight beyond this many bytes stay out of the file: its layer alone is kept. */
const MOST_FLIGHT_BYTES = 256_000_000;

/** Writes what is on screen to its session's file, or asks for one. @param asNew asks in any case */
export async function saveSession(asNew = false): Promise<void> {
  if (session.view === null || sessionFile.isBusy) return;
  sessionFile.isBusy = true;
  try {
    await everyLayerHere();
    const { view } = current;
    if (view === null) return;
    const written = await contexture.saveSession({ session: await sessionNow(view), asNew, suggestedName: sessionFile.name ?? view.set.title.slice(0, 120) });
    if (written === null) return;
    sessionFile.keeps(written.name);
    await listRecent();
    if (keptView(view) !== view) notices.show({ kind: 'note', message: noticesWords.oneLayerKept });
  } catch (error) {
    report(error, { label: noticesWords.saveElsewhere, run: () => { void saveSession(true); } });
  } finally {
    sessionFile.isBusy = false;
  }
}

/** What is on screen as a file keeps it, with the sets that bookmarks and named selections are of. */
export async function sessionNow(view: View): Promise<SavedSession> {
  const document = current.left();
  return sessionOf(document, keptView(view), await setsBeside(document, view.set.id));
}

/** A long flight over a large set would fill the disk, and one whose other layers did not come cannot be kept: its layer stands for it. */
export function keptView(view: View): View {
  const stops = view.journey?.stops ?? [];
  const nBytes = stops.reduce((sum, { vectors }) => sum + vectors.byteLength, 0);
  return nBytes <= MOST_FLIGHT_BYTES && stops.every(({ vectors }) => vectors.length > 0) ? view : { ...view, mode: 'cloud', journey: null };
}

/** Asks for a file; nothing happens when that is cancelled. */
export async function chooseSession(): Promise<void> {
  await openIfHere(await contexture.chooseSession());
}

/** Null: nothing was chosen, or another window has the session and came to the front. */
async function openIfHere(opened: OpenedSession | null): Promise<boolean> {
  if (opened !== null) await openSession(opened);
  return opened !== null;
}

/** Asks which files were opened or saved before. */
export async function listRecent(): Promise<void> {
  sessionFile.recent = await contexture.recentSessions();
}

export async function openRecent(id: string): Promise<void> {
  await openIfHere(await contexture.openRecentSession({ id }));
}

export async function forgetRecent(): Promise<void> {
  await contexture.forgetRecentSessions();
  await listRecent();
}

/** Opens what this window is to open. @returns whether there was something */
export async function openAsked(): Promise<boolean> {
  return openIfHere(await contexture.askedSession());
}

/** The system wants a session opened: here, unless there is something on screen that is worth keeping. */
export async function openAskedHereOrBeside(): Promise<void> {
  if (sessionFile.isWorthKeeping) await contexture.passAskedOn();
  else await openAsked();
}

export async function readDroppedSession(file: File): Promise<void> {
  await openIfHere(await contexture.readDroppedSession(file));
}

/** Shows the picture that was saved, at once and without its model; then asks the model for its vectors again, so that questions can be answered. */
export async function openSession({ name, session: saved, isCopy, late }: OpenedSession): Promise<void> {
  cancelWork();
  const opened = viewOf(saved);
  const set = await ownSetOf(opened.view.set);
  const view = withSet(opened.view, set);
  const renamed = new Map([[opened.view.set.id, set.id]]);
  for (const other of saved.sets) renamed.set(other.id, (await ownSetOf(other)).id);
  const document: SessionDocument = {
    ...opened.document,
    ...withSetIds(opened.document, renamed),
    ...findingsOf(saved.document, set),
    target: opened.document.target === null ? null : { ...opened.document.target, set, beside: view.beside },
  };
  inspection.clear();
  typed.clear();
  session.areEmbeddingsLost = true;
  session.page = 'cloud';
  current.history = new History();
  bookmarks.targets.clear();
  comparison.lastBeside = view.beside;
  current.restore(document, view);
  sessionFile.keeps(name);
  void listRecent().catch(report);
  if (isCopy) notices.show({ kind: 'note', message: noticesWords.copyOpened });
  // The scene takes the picture first.
  await tick();
  if (document.camera !== null) scene()?.setCamera(document.camera);
  const whole = late === null || view.journey === null ? view : await bringLateLayers(view.journey, late);
  if (whole === null) return;
  sessionFile.keeps(name);
  await wake(whole, name);
}

/** A set of this computer's own stays as it is here: the session's, where it is another one by now, gets a name of its own. */
async function ownSetOf(set: SentenceSet): Promise<SentenceSet> {
  if (set.origin === 'preset') {
    const preset = await openedSet(set.id).catch(() => null);
    return preset !== null && JSON.stringify(preset) === JSON.stringify(set) ? preset : set;
  }
  const here = library.own.some(({ id }) => id === set.id) ? await openedSet(set.id) : null;
  if (here !== null && JSON.stringify(here) === JSON.stringify(set)) return here;
  const own = here === null ? set : { ...set, id: newSetId() };
  library.remember(own);
  void keep(own, Promise.resolve(true));
  return own;
}

function withSet(view: View, set: SentenceSet): View {
  const { left } = view;
  return { ...view, set, left: left === null || left.set !== view.set ? left : { ...left, set } };
}

/** Has the model read the sentences again; the picture stays. Where the model is not here, or is another one by now, that is said. */
async function wake(view: View, file: string | null): Promise<void> {
  const name = file ?? statusWords.theSession;
  const anew = { label: noticesWords.computeAnew, run: () => { void show({ isFresh: true }); } };
  const missing = [view.model, ...(view.left === null ? [] : [view.left.model])].find(({ id }) => library.modelById(id) === null);
  if (missing !== undefined) {
    notices.show({ kind: 'note', message: noticesWords.sessionWithoutModel(file, missing.name) });
    return;
  }
  await runLatest(statusWords.readingSentencesOf(name), async (signal, tell) => {
    const right = await requestAgain(view, signal, tell);
    const left = view.left === null ? null : await requestAgain(view.left, signal, tell);
    if (current.view !== view) return;
    if (right === null || (view.left !== null && left === null)) {
      notices.show({ kind: 'note', message: noticesWords.otherModelHere(view.model.name), action: anew });
      return;
    }
    const awake: View = { ...view, summary: right.summary, mixed: right.mixed, left: view.left === null || left === null ? null : { ...view.left, summary: left.summary, mixed: left.mixed } };
    session.areEmbeddingsLost = false;
    current.restore(current.document, awake);
    sessionFile.keeps(file);
  });
}
