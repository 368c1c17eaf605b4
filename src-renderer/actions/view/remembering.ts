import type { SentenceSet } from '@contract/occurrence';
import type { RememberedLook, RememberedPage } from '@contract/remembered-page';
import { contexture } from '../../api/contexture';
import { library } from '../../state/library.svelte';
import { notices } from '../../state/notices.svelte';
import { selection } from '../../state/selection.svelte';
import { session } from '../../state/session.svelte';
import { settings } from '../../state/settings.svelte';
import { attempt } from '../failures';
import { selectRows } from '../selection/selecting';
import { painted } from './painted';
import { show } from './view';
import { noticesWords } from '../../wording/interface/notices';

let keptSet: SentenceSet | null = null;

/** So many rows are copied between two frames. */
const FEW_ROWS = 1_000;

/** Hands what is on screen to the main process, which gives it to the next page should this one crash. Reads state: run it as an effect. */
export function rememberPage(): void {
  const look = lookNow();
  if (look === null || settings.isSnapshot) return;
  attempt(async () => {
    if (keptSet !== session.view?.set || look.rows.length > FEW_ROWS) await painted();
    await keepNow();
  });
}

/** What is on screen by now, so that nothing older is handed over after it. Messages are handled in the order in which they are sent: a look finds its set. */
async function keepNow(): Promise<void> {
  const look = lookNow();
  const set = session.view?.set;
  if (look === null || set === undefined) return;
  const isKept = keptSet === set;
  keptSet = set;
  await Promise.all([isKept ? null : contexture.rememberSet(set), contexture.rememberLook(look)]);
}

function lookNow(): RememberedLook | null {
  const { view } = session;
  if (view === null) return null;
  const { set, model, layer, mix, pooling, device, precision, projection } = view;
  return { setId: set.id, modelId: model.id, layer, mix, pooling, device, precision, projection, rows: selection.rows };
}

/** Goes on from where the page before this one ended; false where it had nothing open. */
export async function recover({ reason, sets, look }: RememberedPage): Promise<boolean> {
  for (const set of sets) library.remember(set);
  if (reason === 'crash') notices.show({ kind: 'note', message: noticesWords.pageCameBack });
  const set = sets.find(({ id }) => id === look?.setId);
  const model = look === null ? null : library.modelById(look.modelId);
  if (look === null || set === undefined || model === null) return false;
  const { layer, mix, pooling, device, precision, projection, rows } = look;
  session.page = 'cloud';
  if (await show({ set, model, layer, mix, pooling, device, precision, projection })) selectRows(rows);
  return true;
}
