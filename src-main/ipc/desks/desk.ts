import type { BrowserWindow } from 'electron';
import type { EventName, Events } from '@contract/events';
import type { PageRecovery } from '../../platform/page-recovery';
import type { AskedSession } from '../../sessions/asked-files';
import type { Autosave } from '../../sessions/autosave';
import type { OpenSession } from '../../sessions/open-session';
import type { PageMemory } from '../page-memory';

/** All that belongs to one window of the app; what is not here, all of them share. */
export interface Desk {
  /** From 1, in the order of opening. */
  readonly id: number;
  readonly window: BrowserWindow;
  /** For its next page, should this one crash. */
  readonly memory: PageMemory;
  /** Loads the page, and again after a crash. */
  readonly recovery: Pick<PageRecovery, 'isAtFault'>;
  readonly session: OpenSession;
  /** Null where a picture is taken: nothing is kept of it. */
  readonly autosave: Autosave | null;
  readonly asked: AskedSession;
  /** Aborted when the window is closed: nobody waits any more for what its page asked. */
  readonly closed: AbortSignal;
  readonly send: <E extends EventName>(name: E, payload: Events[E]) => void;
}
