import type { Lesson, Station, StationLook } from '@contract/lessons/lesson';
import { contexture } from '../../api/contexture';
import { current } from '../../state/document.svelte';
import { lessonInWork } from '../../state/panels/lesson.svelte';
import { library } from '../../state/library.svelte';
import { session } from '../../state/session.svelte';
import type { View } from '../../state/view';
import { lessonsWords } from '../../wording/interface/lessons';

/** How many selected occurrences a station keeps. */
const MOST_ROWS = 2_000;

function change(lesson: Lesson, at = lessonInWork.at): void {
  Object.assign(lessonInWork, { lesson, at: Math.max(0, Math.min(lesson.stations.length - 1, at)), isUnsaved: true });
}

/** What is on screen, as a station shows it again. @param mostRows how many selected occurrences are kept */
export function lookNow(view: View, mostRows = MOST_ROWS): StationLook {
  const { model, layer, mix, mode, pooling, projection, beside } = view;
  return {
    set: view.set.id,
    model: model.id,
    pooling,
    layer,
    mix,
    mode,
    projection,
    camera: current.left().camera,
    colouring: current.document.colouring,
    rows: current.document.selected.rows.slice(0, mostRows),
    opens: null,
    beside: beside === null ? null : { model: beside.model.id, layer: beside.layer, set: beside.set?.id ?? null },
  };
}

/** Sets that do not come with the app travel in the lesson. */
function setsOf({ stations, sets }: Lesson): Lesson['sets'] {
  const { view } = session;
  const ids = [...new Set(stations.flatMap(({ look }) => [look.set, look.beside?.set ?? look.set]))].filter((id) => !library.presets.some((preset) => preset.id === id));
  return ids.flatMap((id) => [view?.set, view?.left?.set, library.opened.get(id), sets.find((set) => set.id === id)].find((set) => set?.id === id) ?? []);
}

/** Begins a lesson of one station: what is on screen. */
export function newLesson(): void {
  const { view } = session;
  if (view === null) return;
  const lesson: Lesson = { title: lessonsWords.newLesson, sets: [], stations: [{ title: lessonsWords.firstStation, text: '', question: null, look: lookNow(view) }] };
  Object.assign(lessonInWork, { at: 0, chosen: null, problem: null, isEdited: true });
  change({ ...lesson, sets: setsOf(lesson) }, 0);
}

export function renameLesson(title: string): void {
  const { lesson } = lessonInWork;
  if (lesson !== null && title.trim() !== '') change({ ...lesson, title });
}

/** Other words, another question, or another look for the station. */
export function editStation(parts: Partial<Station>): void {
  const { lesson, at } = lessonInWork;
  if (lesson === null) return;
  const next = { ...lesson, stations: lesson.stations.map((station, index) => (index === at ? { ...station, ...parts } : station)) };
  change({ ...next, sets: setsOf(next) });
}

/** The station shows from now on what is on screen. */
export function takeLook(): void {
  if (session.view !== null) editStation({ look: lookNow(session.view) });
}

/** Another station after this one, which shows what is on screen. */
export function addStation(): void {
  const { lesson, at } = lessonInWork;
  const { view } = session;
  if (lesson === null || view === null) return;
  const stations = [...lesson.stations.slice(0, at + 1), { title: lessonsWords.anotherStation, text: '', question: null, look: lookNow(view) }, ...lesson.stations.slice(at + 1)];
  change({ ...lesson, stations, sets: setsOf({ ...lesson, stations }) }, at + 1);
}

/** The last station stays: a lesson has one at least. */
export function removeStation(): void {
  const { lesson, at } = lessonInWork;
  if (lesson === null || lesson.stations.length < 2) return;
  const stations = lesson.stations.filter((_, index) => index !== at);
  change({ ...lesson, stations, sets: setsOf({ ...lesson, stations }) }, at);
}

/** @param by −1 earlier, 1 later */
export function moveStation(by: -1 | 1): void {
  const { lesson, at } = lessonInWork;
  const here = lesson?.stations[at], there = lesson?.stations[at + by];
  if (lesson === null || here === undefined || there === undefined) return;
  change({ ...lesson, stations: lesson.stations.map((station, index) => (index === at ? there : index === at + by ? here : station)) }, at + by);
}

/** Asks where to keep it. */
export async function saveLesson(): Promise<void> {
  const { lesson } = lessonInWork;
  if (lesson === null) return;
  const written = await contexture.saveLesson(lesson);
  if (written !== null && lessonInWork.lesson === lesson) lessonInWork.isUnsaved = false;
}
