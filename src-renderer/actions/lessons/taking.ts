import { tick } from 'svelte';
import { toEnvelope } from '@contract/failure';
import type { Lesson, Station } from '@contract/lessons/lesson';
import { contexture } from '../../api/contexture';
import { NO_FILTER, selectedRows } from '../../state/document';
import { current } from '../../state/document.svelte';
import { lessonInWork } from '../../state/panels/lesson.svelte';
import { session } from '../../state/session.svelte';
import { openStations } from '../stations/stations';
import { scene } from '../view/scene-port';
import { show } from '../view/view';
import { changeOf } from './looks';

/** Reads which lessons there are. */
export async function listLessons(): Promise<void> {
  lessonInWork.bundled = await contexture.listLessons();
}

export async function openBundled(id: string): Promise<void> {
  await take(await contexture.openLesson(id));
}

/** Asks for a file; nothing happens when that is cancelled. */
export async function chooseLesson(): Promise<void> {
  const lesson = await contexture.chooseLesson();
  if (lesson !== null) await take(lesson);
}

export async function readDroppedLesson(file: File): Promise<void> {
  await take(await contexture.readDroppedLesson(file));
}

/** Begins a lesson at its first station. */
export async function take(lesson: Lesson): Promise<void> {
  Object.assign(lessonInWork, { lesson, isEdited: false, isUnsaved: false });
  await goToStation(0);
}

/** The lesson ends here; what is on screen stays. */
export function leaveLesson(): void {
  Object.assign(lessonInWork, { lesson: null, at: 0, chosen: null, problem: null, isEdited: false, isUnsaved: false });
}

/** Shows a station's state of the app; where it cannot be shown, the station says why. */
export async function goToStation(at: number): Promise<void> {
  const { lesson } = lessonInWork;
  const station = lesson?.stations[at];
  if (lesson === null || station === undefined) return;
  Object.assign(lessonInWork, { at, chosen: null, problem: null });
  try {
    await showLook(station, lesson);
  } catch (error) {
    if (lessonInWork.station === station) lessonInWork.problem = toEnvelope(error).message;
  }
}

/** Answers the station's question: what it shows is seen from now on. */
export function answer(choice: number): void {
  lessonInWork.chosen = choice;
  const { station } = lessonInWork;
  if (station !== null) current.amend({ colouring: station.look.colouring });
}

async function showLook({ look, question }: Station, lesson: Lesson): Promise<void> {
  const change = await changeOf(look, lesson.sets, 'station');
  session.page = 'cloud';
  if (!await show(change)) return;
  const { occurrences } = session;
  current.amend({
    selected: selectedRows(look.rows.filter((row) => row < occurrences.length)), filter: NO_FILTER,
    colouring: question !== null && lessonInWork.isAsking ? question.colouring : look.colouring,
  });
  // The scene takes the picture first.
  await tick();
  if (look.camera !== null) scene()?.setCamera(look.camera);
  if (look.opens === 'journey') openStations();
}
