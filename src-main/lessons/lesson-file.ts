import { basename } from 'node:path';
import { lesson as lessonGuard } from '@contract/channels/lessons';
import { Failure, toEnvelope } from '@contract/failure';
import type { Lesson } from '@contract/lessons/lesson';
import { atomicWrite } from '../platform/atomic-write';
import { jsonExcess, type JsonLimits } from '../platform/json-shape';
import { notWritten } from '../platform/not-written';
import { readPlainFile } from '../platform/plain-file';
import { strictText } from '../platform/integrity/seal';

/**
 * A lesson is one file of JSON in UTF-8, `{"format": "contexture-lesson", "version": 1, "title", "stations": [{title, text, question, look}], "sets": []}`;
 * fields as in `contract/lessons/lesson.ts`. It may be written by hand.
 */
export const LESSON_FORMAT = 'contexture-lesson';
const VERSION = 1;
export const LESSON_ENDING = '.lesson.json';
const MAX_BYTES = 64 * 1024 * 1024;
const JSON_LIMITS: JsonLimits = { depth: 12, values: 8_000_000 };

export const lessonText = (lesson: Lesson): string => `${JSON.stringify({ format: LESSON_FORMAT, version: VERSION, ...lesson }, null, 2)}\n`;

/** Writes it whole or not at all. @throws Failure `io` */
export async function saveLesson(path: string, lesson: Lesson): Promise<void> {
  try {
    await atomicWrite(path, lessonText(lesson));
  } catch (error) {
    throw notWritten('The lesson', path, error);
  }
}

/** @throws Failure `not-found`, `io` (see {@link readPlainFile}), `bad-input` for what is no lesson, naming the field that is wrong, or a lesson of a newer version */
export async function readLessonFile(path: string): Promise<Lesson> {
  const file = basename(path);
  const bytes = await readPlainFile(path, MAX_BYTES, { remedy: 'Choose a lesson.', tooLarge: 'A lesson holds a few hundred sentences; open large sets as files of their own.' });
  const json = textOf(bytes, file);
  if (jsonExcess(json, JSON_LIMITS) !== null) throw noLesson(file);
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new Failure('bad-input', `“${file}” is no lesson: it cannot be read as JSON. ${toEnvelope(error).message.replace(/\s+/gu, ' ').replace(/\.?$/u, '.')}`);
  }
  if (typeof value !== 'object' || value === null) throw noLesson(file);
  const { format, version, ...rest } = value as { readonly format?: unknown; readonly version?: unknown };
  if (format !== LESSON_FORMAT) throw noLesson(file);
  if (typeof version === 'number' && version > VERSION) throw new Failure('bad-input', `“${file}” is a lesson of a newer version of Contexture. Open it with that version.`);
  if (version !== VERSION) throw noLesson(file);
  const lesson = read(rest, file);
  for (const [index, { question }] of lesson.stations.entries()) {
    if (question !== null && question.answer >= question.choices.length) throw wrong(file, `stations[${index}].question.answer must name one of the ${question.choices.length} choices`);
  }
  return lesson;
}

function read(value: unknown, file: string): Lesson {
  try {
    return lessonGuard(value, 'lesson');
  } catch (error) {
    throw wrong(file, toEnvelope(error).message.replace('The message was refused: ', '').replace(/^lesson\.?/u, '').replace(/\.$/u, ''));
  }
}

function textOf(bytes: Uint8Array, file: string): string {
  try {
    return strictText(bytes);
  } catch {
    throw new Failure('bad-input', `“${file}” is no lesson: it is not text in UTF-8. Save it as UTF-8, and open it again.`);
  }
}

const noLesson = (file: string): Failure => new Failure('bad-input', `“${file}” is no lesson of Contexture. A lesson is a file of JSON with "format": "${LESSON_FORMAT}" and "version": ${VERSION}.`);
const wrong = (file: string, what: string): Failure => new Failure('bad-input', `“${file}” is a lesson with a mistake: ${what}. Correct it there, and open it again.`);
