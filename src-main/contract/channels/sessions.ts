import { bool, nothing, record, text } from '../guards';
import type { RecentSession } from '../sessions/recent-session';
import { savedDocument, savedSession, type SavedSession } from '../sessions/saved-session';
import { channel, large } from './channel';
import { filePath } from './fields';

/** A session as it was opened, and what its file is called. */
export interface OpenedSession {
  readonly name: string;
  readonly session: SavedSession;
  /** It is open elsewhere: saving this one asks for a file of its own. */
  readonly isCopy: boolean;
}

export const sessionChannels = {
  /** Writes to the file of this window's session, or asks for one; answers with its name, null when that was cancelled. `asNew`: asks in any case. */
  saveSession: large(channel<{ readonly name: string } | null>()('sessions:save', record({ session: savedSession, asNew: bool, suggestedName: text(200, 1) }))),
  /** Opens the file dialog; null when it was cancelled. */
  chooseSession: large(channel<OpenedSession | null>()('sessions:choose', nothing)),
  readDroppedSession: large(channel<OpenedSession>()('sessions:read-file', record({ path: filePath }), 'file')),
  /** The file that the system wants opened, by a double click on it, say; given out once, null where there is none. */
  askedSession: large(channel<OpenedSession | null>()('sessions:asked', nothing)),
  /** Those that were opened or saved last and are still there, newest first. */
  recentSessions: channel<readonly RecentSession[]>()('sessions:recent', nothing),
  openRecentSession: large(channel<OpenedSession>()('sessions:open-recent', record({ id: text(80, 1) }))),
  forgetRecentSessions: channel<null>()('sessions:forget-recent', nothing),
  /** Kept for the next start, should this one end without being closed. */
  autosaveSession: large(channel<null>()('sessions:autosave', record({ session: savedSession }))),
  /** What has changed since, where the picture is the one that was kept last. */
  autosaveDocument: channel<null>()('sessions:autosave-document', record({ document: savedDocument })),
  /** Whether an earlier start has left what was on its screen. */
  hasRecoveredSession: channel<boolean>()('sessions:has-recovered', nothing),
  /** What it has left; it is given out once. It has no file: the next save asks for one. */
  recoverSession: large(channel<SavedSession>()('sessions:recover', nothing)),
};
