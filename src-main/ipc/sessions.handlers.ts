import path from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import type { sessionChannels } from '@contract/channels/sessions';
import { safeFileName } from '../exports/safe-file-name';
import type { AskedFiles } from '../sessions/asked-files';
import type { Autosave } from '../sessions/autosave';
import type { OpenSession } from '../sessions/open-session';
import type { RecentSessions } from '../sessions/recent-sessions';
import { SESSION_ENDING } from '../sessions/session-file';
import type { ChannelHandlers } from './router';

const filters = [{ name: 'Session', extensions: [SESSION_ENDING.slice(1)] }];

/** The page never names a path: which file is the window's is known here alone. */
export function sessionHandlers(open: OpenSession, recent: RecentSessions, autosave: Autosave, asked: AskedFiles, window: () => BrowserWindow): ChannelHandlers<typeof sessionChannels> {
  const ask = async (suggestedName: string): Promise<string | null> => {
    const { canceled, filePath } = await dialog.showSaveDialog(window(), {
      title: 'Save the session', defaultPath: path.join(app.getPath('documents'), safeFileName(suggestedName, SESSION_ENDING.slice(1))), filters,
    });
    return canceled || !filePath ? null : filePath;
  };
  return {
    saveSession: async ({ session, asNew, suggestedName }) => {
      const file = (asNew ? null : open.file) ?? await ask(suggestedName);
      return file === null ? null : { name: await open.save(file, session) };
    },
    chooseSession: async () => {
      const { canceled, filePaths } = await dialog.showOpenDialog(window(), { title: 'Open a session', properties: ['openFile'], filters });
      const file = filePaths[0];
      return canceled || file === undefined ? null : open.open(file);
    },
    readDroppedSession: ({ path: file }) => open.open(file),
    askedSession: () => {
      const file = asked.take();
      return file === null ? null : open.open(file);
    },
    recentSessions: () => recent.list(),
    openRecentSession: async ({ id }) => open.open(await recent.pathOf(id)),
    forgetRecentSessions: async () => {
      await recent.clear();
      app.clearRecentDocuments();
      return null;
    },
    autosaveSession: ({ session }) => autosave.keep(session).then(() => null),
    autosaveDocument: ({ document }) => autosave.keepDocument(document).then(() => null),
    hasRecoveredSession: () => autosave.hasLeft,
    recoverSession: async () => {
      const session = await autosave.recover();
      await autosave.forgetLeft();
      // It has no file: the next save asks for one, and overwrites none that was saved to before.
      await open.leave();
      return session;
    },
  };
}
