import { contexture } from '../../api/contexture';
import { current } from '../../state/document.svelte';
import type { SessionDocument } from '../../state/document';
import type { View } from '../../state/view';
import { notices } from '../../state/notices.svelte';
import { session } from '../../state/session.svelte';
import { settings } from '../../state/settings.svelte';
import { attempt, report } from '../failures';
import { everyLayerHere } from './late-layers';
import { savedDocumentOf } from './saved-view';
import { openSession, sessionNow } from './sessions';
import { noticesWords } from '../../wording/interface/notices';

/** After the last change; a slider that is drawn makes one file. */
const PAUSE_MS = 2_000;

let timer: ReturnType<typeof setTimeout> | undefined;
let hasFailed = false;
/** The picture that was kept last: its numbers need not be written again. */
let kept: { readonly view: View } & Pick<SessionDocument, 'bookmarks' | 'named'> | null = null;

/** Keeps what is on screen for the next start, should this one end badly. Reads state: run it as an effect. */
export function autosave(): void {
  const { view, document } = current;
  clearTimeout(timer);
  if (view === null || document.target === null || settings.isSnapshot) return;
  timer = setTimeout(() => { void write(); }, PAUSE_MS);
}

async function write(): Promise<void> {
  await everyLayerHere();
  const { view } = current;
  if (view === null || session.wanted !== null) return;
  try {
    const { bookmarks, named } = current.document;
    // Sets that these are of lie beside the picture.
    if (view === kept?.view && bookmarks === kept.bookmarks && named === kept.named) await contexture.autosaveDocument({ document: savedDocumentOf(current.left(), view.set) });
    else {
      await contexture.autosaveSession({ session: await sessionNow(view) });
      kept = { view, bookmarks, named };
    }
    hasFailed = false;
  } catch (error) {
    // Said once: a full disk would say it with every change.
    if (!hasFailed) report(error);
    hasFailed = true;
  }
}

/** Offers what an earlier start has left. */
export async function offerRecovered(): Promise<void> {
  const n = await contexture.countRecoveredSessions();
  if (n === 0) return;
  const open = async (): Promise<void> => { await openSession(await contexture.recoverSession()); };
  const what = n === 1 ? noticesWords.keptOne : noticesWords.keptMany(n);
  notices.show({ kind: 'note', message: noticesWords.endedUnclosed(what), action: { label: n === 1 ? noticesWords.openKept : noticesWords.openKeptMany, run: () => { attempt(open); } } });
}
