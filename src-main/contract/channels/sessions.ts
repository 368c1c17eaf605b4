import { bool, integer, nothing, record, text } from '../guards';
import type { RecentSession } from '../sessions/recent-session';
import { savedDocument, savedSession, type SavedSession } from '../sessions/saved-session';
import { channel, large } from './channel';
import { filePath, layer } from './fields';

/** A session as it was opened, and what its file is called. */
export interface OpenedSession {
  /** Null: of none, as it is what an earlier start has left on a screen. */
  readonly name: string | null;
  readonly session: SavedSession;
  /** It is open elsewhere: saving this one asks for a file of its own. */
  readonly isCopy: boolean;
  /** Names the vectors of a flight's other layers, which come after the picture and have no numbers in it; null: all are there. */
  readonly late: number | null;
}

export const sessionChannels = {
  /** Writes to the file of this window's session, or asks for one; answers with its name, null when that was cancelled. `asNew`: asks in any case. */
  saveSession: large(channel<{ readonly name: string } | null>()('sessions:save', record({ session: savedSession, asNew: bool, suggestedName: text(200, 1) }))),
  /** Opens the file dialog; null when it was cancelled. As of all that open one: null also where another window has it, which comes to the front. */
  chooseSession: large(channel<OpenedSession | null>()('sessions:choose', nothing)),
  readDroppedSession: large(channel<OpenedSession | null>()('sessions:read-file', record({ path: filePath }), 'file')),
  /** What this window is to open: a file that was double-clicked, say, or the screen of a window before; given out once, null where there is none. */
  askedSession: large(channel<OpenedSession | null>()('sessions:asked', nothing)),
  /** Has a window of its own opened for that: this one shows something that is worth keeping. */
  passAskedOn: channel<null>()('sessions:pass-asked-on', nothing),
  /** Those that were opened or saved last and are still there, newest first. */
  recentSessions: channel<readonly RecentSession[]>()('sessions:recent', nothing),
  openRecentSession: large(channel<OpenedSession | null>()('sessions:open-recent', record({ id: text(80, 1) }))),
  /** Of a layer of the session that was opened last; given out once. */
  lateVectors: large(channel<Float32Array>()('sessions:late-vectors', record({ id: integer(1, Number.MAX_SAFE_INTEGER), layer }), ['id', 'layer'])),
  forgetRecentSessions: channel<null>()('sessions:forget-recent', nothing),
  /** Kept for the next start, should this one end without being closed. */
  autosaveSession: large(channel<null>()('sessions:autosave', record({ session: savedSession }))),
  /** What has changed since, where the picture is the one that was kept last. */
  autosaveDocument: channel<null>()('sessions:autosave-document', record({ document: savedDocument })),
  /** How many windows' screens an earlier start has left; none for any but the first window of this one. */
  countRecoveredSessions: channel<number>()('sessions:count-recovered', nothing),
  /** The first of them; the others are opened in windows of their own. Given out once. It has no file: the next save asks for one. */
  recoverSession: large(channel<OpenedSession>()('sessions:recover', nothing)),
};
