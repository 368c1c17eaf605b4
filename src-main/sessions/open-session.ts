import path from 'node:path';
import { Failure } from '@contract/failure';
import type { OpenedSession } from '@contract/channels/sessions';
import type { SavedSession } from '@contract/sessions/saved-session';
import { placeOf, SessionClaim } from './session-claim';
import { beginSession, SESSION_ENDING, writeSession, type BegunSession } from './session-file';

const nameOf = (file: string): string => path.basename(file, SESSION_ENDING);

/** The session of the window: which file it is of, and that it is open here. */
export class OpenSession {
  private current: { readonly file: string; readonly claim: SessionClaim } | null = null;

  /** @param onKnown told of every file that was opened or saved */
  constructor(private readonly app: string, private readonly onKnown: (file: string) => void = () => undefined) {}

  /** The file that a save writes to without asking; null: it has none, or is the copy of one that is open elsewhere. */
  get file(): string | null {
    return this.current?.file ?? null;
  }

  /** Whether a file is open in this window, by whatever path. */
  async holds(file: string): Promise<boolean> {
    return this.current !== null && await placeOf(this.current.file) === await placeOf(file);
  }

  /** What is open elsewhere is opened as a copy: saved, it asks for a name. @throws Failure as {@link beginSession} does; nothing changes then */
  async open(file: string): Promise<Omit<OpenedSession, 'late'> & BegunSession> {
    const begun = await beginSession(file);
    const own = this.current?.file === file ? this.current.claim : null;
    const claim = own ?? await claimOr(file, begun);
    if (own === null) await this.leave();
    this.current = claim === null ? null : { file, claim };
    this.onKnown(file);
    return { ...begun, name: claim === null ? `${nameOf(file)} copy` : nameOf(file), isCopy: claim === null };
  }

  /** @returns its name @throws Failure as {@link writeSession} does, `bad-request` for a file that is open elsewhere; nothing changes then */
  async save(file: string, session: SavedSession): Promise<string> {
    const own = this.current?.file === file ? this.current.claim : null;
    const claim = own ?? await SessionClaim.take(file);
    if (claim === null) throw new Failure('bad-request', `“${nameOf(file)}” is open in another window of Contexture. Close it there, or save under another name.`);
    try {
      await writeSession(file, session, this.app);
    } catch (error) {
      if (own === null) await claim.release();
      throw error;
    }
    if (own === null) await this.leave();
    this.current = { file, claim };
    this.onKnown(file);
    return nameOf(file);
  }

  /** What is on screen has no file any more, or the window is closed. */
  async leave(): Promise<void> {
    const { current } = this;
    this.current = null;
    await current?.claim.release();
  }
}

/** What was begun is closed where nobody can be told whether it is open elsewhere. */
async function claimOr(file: string, { unread }: BegunSession): Promise<SessionClaim | null> {
  try {
    return await SessionClaim.take(file);
  } catch (error) {
    await unread?.close();
    throw error;
  }
}
