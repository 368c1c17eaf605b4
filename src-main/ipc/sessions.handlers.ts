import path from 'node:path';
import { app, dialog } from 'electron';
import type { OpenedSession, sessionChannels } from '@contract/channels/sessions';
import { Failure } from '@contract/failure';
import { safeFileName } from '../exports/safe-file-name';
import type { Asked } from '../sessions/asked-files';
import type { Autosaves } from '../sessions/autosaves';
import type { RecentSessions } from '../sessions/recent-sessions';
import { LateVectors } from '../sessions/late-vectors';
import { SESSION_ENDING, type BegunSession } from '../sessions/session-file';
import type { Desk } from './desks/desk';
import type { ChannelHandlers } from './router';

const filters = [{ name: 'Session', extensions: [SESSION_ENDING.slice(1)] }];

export interface SessionServices {
  readonly recent: Pick<RecentSessions, 'list' | 'pathOf' | 'clear'>;
  readonly autosaves: Pick<Autosaves, 'left'>;
  /** Brings the other window to the front that has a session open; false: there is none. */
  readonly bringHolder: (file: string) => Promise<boolean>;
  /** Opens one more window, which opens that. */
  readonly openBeside: (asked: Asked) => void;
  /** What this window was asked to open is opened by another. */
  readonly passOn: () => void;
}

type SessionDesk = Pick<Desk, 'id' | 'window' | 'session' | 'autosave' | 'asked' | 'closed'>;

/** The page never names a path: which file is the window's is known here alone. */
export function sessionHandlers(desk: SessionDesk, services: SessionServices): ChannelHandlers<typeof sessionChannels> {
  const { session: open, autosave, asked } = desk;
  const { recent, autosaves, bringHolder } = services;
  /** Only the first window is offered what an earlier run has left: the others come beside it. */
  const left = (): Autosaves['left'] => (desk.id === 1 ? autosaves.left : []);
  const ask = async (suggestedName: string): Promise<string | null> => {
    const { canceled, filePath } = await dialog.showSaveDialog(desk.window, {
      title: 'Save the session', defaultPath: path.join(app.getPath('documents'), safeFileName(suggestedName, SESSION_ENDING.slice(1))), filters,
    });
    return canceled || !filePath ? null : filePath;
  };
  const late = new LateVectors();
  desk.closed.addEventListener('abort', () => { void late.forget(); }, { once: true });
  const parted = async ({ name, isCopy, ...begun }: Omit<OpenedSession, 'late'> & BegunSession): Promise<OpenedSession> => ({ name, isCopy, ...await late.part(begun) });
  /** Here, unless another window has it: then that one is what was wanted. */
  const openHere = async (file: string): Promise<OpenedSession | null> => (await bringHolder(file) ? null : parted(await open.open(file)));
  const recover = async (from: Extract<Asked, { left: unknown }>['left']): Promise<OpenedSession> => {
    const session = await from.recover();
    await from.forgetLeft();
    // It has no file: the next save asks for one, and overwrites none that was saved to before.
    await open.leave();
    return parted({ name: null, session, unread: null, isCopy: false });
  };
  return {
    saveSession: async ({ session, asNew, suggestedName }) => {
      const file = (asNew ? null : open.file) ?? await ask(suggestedName);
      // Some systems replace no file that is open.
      await late.forget();
      return file === null ? null : { name: await open.save(file, session) };
    },
    chooseSession: async () => {
      const { canceled, filePaths } = await dialog.showOpenDialog(desk.window, { title: 'Open a session', properties: ['openFile'], filters });
      const file = filePaths[0];
      return canceled || file === undefined ? null : openHere(file);
    },
    readDroppedSession: ({ path: file }) => openHere(file),
    askedSession: () => {
      const what = asked.take();
      if (what === null) return null;
      return 'left' in what ? recover(what.left) : openHere(what.file);
    },
    passAskedOn: () => {
      services.passOn();
      return null;
    },
    recentSessions: () => recent.list(),
    openRecentSession: async ({ id }) => openHere(await recent.pathOf(id)),
    lateVectors: ({ id, layer }) => late.take(id, layer),
    forgetRecentSessions: async () => {
      await recent.clear();
      app.clearRecentDocuments();
      return null;
    },
    autosaveSession: async ({ session }) => {
      // What was still on its way when the window was closed is not kept: there is nothing to come back to.
      if (!desk.closed.aborted) await autosave?.keep(session);
      return null;
    },
    autosaveDocument: async ({ document }) => {
      if (!desk.closed.aborted) await autosave?.keepDocument(document);
      return null;
    },
    countRecoveredSessions: () => left().length,
    recoverSession: async () => {
      const [first, ...others] = left();
      if (first === undefined) throw new Failure('not-found', 'What was left on the screen has been opened already.');
      const opened = await recover(first);
      for (const other of others) services.openBeside({ left: other });
      return opened;
    },
  };
}
