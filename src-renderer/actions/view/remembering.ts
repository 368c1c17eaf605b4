import type { SentenceSet } from '@contract/occurrence';
import type { RememberedPage } from '@contract/remembered-page';
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

let keptSet: SentenceSet | null = null;

/** Hands what is on screen to the main process, which gives it to the next page should this one crash. Reads state: run it as an effect. */
export function rememberPage(): void {
  const { view } = session;
  const { rows } = selection;
  if (view === null || settings.isSnapshot) return;
  const { set, model, layer, mix, pooling, device, projection } = view;
  attempt(async () => {
    await painted();
    if (session.view !== view) return;
    if (keptSet !== set) {
      keptSet = set;
      await contexture.rememberSet(set);
    }
    await contexture.rememberLook({ setId: set.id, modelId: model.id, layer, mix, pooling, device, projection, rows });
  });
}

/** Goes on from where the page before this one ended; false where it had nothing open. */
export async function recover({ reason, sets, look }: RememberedPage): Promise<boolean> {
  for (const set of sets) library.remember(set);
  if (reason === 'crash') notices.show({ kind: 'note', message: 'The window crashed and was opened again. Your sentences and the view are as they were.' });
  const set = sets.find(({ id }) => id === look?.setId);
  const model = look === null ? null : library.modelById(look.modelId);
  if (look === null || set === undefined || model === null) return false;
  const { layer, mix, pooling, device, projection, rows } = look;
  session.page = 'cloud';
  if (await show({ set, model, layer, mix, pooling, device, projection })) selectRows(rows);
  return true;
}
