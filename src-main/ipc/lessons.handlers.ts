import path from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import type { lessonChannels } from '@contract/channels/lessons';
import { safeFileName } from '../exports/safe-file-name';
import { LESSON_ENDING, readLessonFile, saveLesson } from '../lessons/lesson-file';
import type { LessonLibrary } from '../lessons/lesson-library';
import type { ChannelHandlers } from './router';

const filters = [{ name: 'Lesson', extensions: [LESSON_ENDING.slice(1), 'json'] }];

export function lessonHandlers(lessons: LessonLibrary, window: () => BrowserWindow): ChannelHandlers<typeof lessonChannels> {
  return {
    listLessons: () => lessons.list(),
    openLesson: ({ id }) => lessons.open(id),
    chooseLesson: async () => {
      const { canceled, filePaths } = await dialog.showOpenDialog(window(), { title: 'Open a lesson', properties: ['openFile'], filters });
      const file = filePaths[0];
      return canceled || file === undefined ? null : readLessonFile(file);
    },
    readDroppedLesson: ({ path: file }) => readLessonFile(file),
    saveLesson: async (lesson) => {
      const { canceled, filePath } = await dialog.showSaveDialog(window(), {
        title: 'Save the lesson', defaultPath: path.join(app.getPath('documents'), safeFileName(lesson.title, LESSON_ENDING.slice(1))), filters,
      });
      if (canceled || !filePath) return null;
      await saveLesson(filePath, lesson);
      return { path: filePath };
    },
  };
}
