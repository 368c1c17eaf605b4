import path from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import type { OpenedSession, sessionChannels } from '@contract/channels/sessions';
import { safeFileName } from '../exports/safe-file-name';
import type { AskedFiles } from '../sessions/asked-files';
import type { Autosave } from '../sessions/autosave';
import { readSession, SESSION_ENDING, writeSession } from '../sessions/session-file';
import type { ChannelHandlers } from './router';

const filters = [{ name: 'Session', extensions: [SESSION_ENDING.slice(1)] }];

const nameOf = (file: string): string => path.basename(file, SESSION_ENDING);

/** The page never names a path: which file is the window's is known here alone. */
export function sessionHandlers(autosave: Autosave, asked: AskedFiles, window: () => BrowserWindow): ChannelHandlers<typeof sessionChannels> {
  let current: string | null = null;
  const open = async (file: string): Promise<OpenedSession> => {
    const session = await readSession(file);
    current = file;
    return { name: nameOf(file), session };
  };
  const ask = async (suggestedName: string): Promise<string | null> => {
    const { canceled, filePath } = await dialog.showSaveDialog(window(), {
      title: 'Save the session', defaultPath: path.join(app.getPath('documents'), safeFileName(suggestedName, SESSION_ENDING.slice(1))), filters,
    });
    return canceled || !filePath ? null : filePath;
  };
  return {
    saveSession: async ({ session, asNew, suggestedName }) => {
      const file = asNew || current === null ? await ask(suggestedName) : current;
      if (file === null) return null;
      await writeSession(file, session, app.getVersion());
      current = file;
      return { name: nameOf(file) };
    },
    chooseSession: async () => {
      const { canceled, filePaths } = await dialog.showOpenDialog(window(), { title: 'Open a session', properties: ['openFile'], filters });
      const file = filePaths[0];
      return canceled || file === undefined ? null : open(file);
    },
    readDroppedSession: ({ path: file }) => open(file),
    askedSession: () => {
      const file = asked.take();
      return file === null ? null : open(file);
    },
    autosaveSession: ({ session }) => autosave.keep(session).then(() => null),
    autosaveDocument: ({ document }) => autosave.keepDocument(document).then(() => null),
    hasRecoveredSession: () => autosave.hasLeft,
    recoverSession: async () => {
      const session = await autosave.recover();
      await autosave.forgetLeft();
      // It has no file: the next save asks for one, and overwrites none that was saved to before.
      current = null;
      return session;
    },
  };
}
