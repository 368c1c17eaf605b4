import { comparison } from '../../state/compare.svelte';
import { library } from '../../state/library.svelte';
import { notices } from '../../state/notices.svelte';
import { session } from '../../state/session.svelte';
import type { Beside, ViewTarget } from '../../state/view';
import { show } from './view';
import { lastLayer, mapKind } from './wanted';
import { noticesWords } from '../../wording/interface/notices';

/** Opens the comparison with what was at the left last, or with the static vectors of the same sentences. */
export async function startComparing(): Promise<void> {
  const { target } = session;
  if (target === null || target.mode === 'compare') return;
  const beside = besideOf(target);
  if (beside === null) {
    notices.show({ kind: 'note', message: noticesWords.nothingToCompare(target.model.name) });
    return;
  }
  await show({ mode: 'compare', beside });
}

/** What stands at the left of a model that is looked at, by itself; null: there is nothing else. */
export function besideOf(target: Pick<ViewTarget, 'model' | 'pooling' | 'layer' | 'mix'>): Beside | null {
  const { lastBeside } = comparison;
  const last = lastBeside === null ? null : library.modelById(lastBeside.model.id);
  if (lastBeside !== null && last !== null && !isSameSide(target, { ...lastBeside, model: last })) return { ...lastBeside, model: last, set: null };
  const other = library.models.find((model) => model.id !== target.model.id && (mapKind({ model, pooling: target.pooling }) === 'static') !== (mapKind(target) === 'static'));
  if (other !== undefined) return { model: other, layer: null, set: null };
  if (lastLayer(target) > 0) return { model: target.model, layer: target.layer === 0 ? lastLayer(target) : 0, set: null };
  const another = library.models.find(({ id }) => id !== target.model.id);
  return another === undefined ? null : { model: another, layer: null, set: null };
}

const isSameSide = ({ model, layer, mix }: Pick<ViewTarget, 'model' | 'layer' | 'mix'>, beside: Beside): boolean =>
  mix === null && beside.set === null && beside.model.id === model.id && beside.layer === layer;

/** Another model, layer or set at the left. */
export async function showBeside(change: Partial<Beside>): Promise<void> {
  const beside = session.target?.beside ?? null;
  if (beside === null) return;
  const next = { ...beside, ...change };
  comparison.lastBeside = next;
  await show({ beside: next });
}

/** What is at the left goes to the right, and the other way round. A mix of layers belongs to the right alone: its layer goes. */
export async function swapSides(): Promise<void> {
  const { target } = session;
  const { left } = comparison;
  if (target === null || target.beside === null || left === null) return;
  const { model, layer, set } = left;
  const beside: Beside = { model: target.model, layer: target.layer, set: target.beside.set === null ? null : target.set };
  comparison.lastBeside = beside;
  await show({ model, layer, set, beside });
}

export function toggleCameraLink(): void {
  comparison.areCamerasLinked = !comparison.areCamerasLinked;
}
