import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '@contract/failure';
import type { Lesson, LessonSummary } from '@contract/lessons/lesson';
import { LESSON_ENDING, readLessonFile } from './lesson-file';

/** The bundled lessons: one `<id>.lesson.json` each, under one folder (`assets/lessons`). */
export class LessonLibrary {
  constructor(private readonly folder: string) {}

  /** @throws Failure when a bundled file is damaged */
  async list(): Promise<LessonSummary[]> {
    const ids = (await readdir(this.folder)).filter((name) => name.endsWith(LESSON_ENDING)).map((name) => name.slice(0, -LESSON_ENDING.length)).sort();
    return Promise.all(ids.map(async (id) => {
      const { title, stations } = await this.open(id);
      return { id, title, nStations: stations.length };
    }));
  }

  /** @throws Failure `not-found` for an unknown id */
  async open(id: string): Promise<Lesson> {
    if (!/^[a-z0-9-]+$/u.test(id)) throw new Failure('not-found', `There is no bundled lesson “${id}”.`);
    return readLessonFile(join(this.folder, `${id}${LESSON_ENDING}`));
  }
}
