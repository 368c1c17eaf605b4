import { integer, list, nothing, nullable, record, text, type Guard } from '../guards';
import type { Lesson, LessonSummary, Station } from '../lessons/lesson';
import { columnId, stationLook } from '../lessons/station-look';
import { LIMITS } from '../limits';
import { channel } from './channel';
import { filePath } from './fields';
import { sentenceSet } from './sentence-set';

const MOST_STATIONS = 100;
const title = text(200, 1);
const sentences = text(2_000);

const station: Guard<Station> = record({
  title, text: sentences,
  question: nullable(record({ asks: text(500, 1), choices: list(text(200, 1), 9, 2), answer: integer(0, 8), says: sentences, colouring: columnId })),
  look: stationLook(LIMITS.nChosenRows),
});

/** A lesson as its file holds it; also what the page may save. */
export const lesson: Guard<Lesson> = record({ title, stations: list(station, MOST_STATIONS, 1), sets: list(sentenceSet, MOST_STATIONS) });

export const lessonChannels = {
  listLessons: channel<readonly LessonSummary[]>()('lessons:list', nothing),
  openLesson: channel<Lesson>()('lessons:open', record({ id: text(80, 1) }), ['id']),
  /** Opens the file dialog; null when it was cancelled. */
  chooseLesson: channel<Lesson | null>()('lessons:choose', nothing),
  readDroppedLesson: channel<Lesson>()('lessons:read-file', record({ path: filePath }), 'file'),
  /** Opens the save dialog and writes atomically; null when it was cancelled. */
  saveLesson: channel<{ readonly path: string } | null>()('lessons:save', lesson),
};
