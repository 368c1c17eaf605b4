import { tick } from 'svelte';
import { isSameTarget, type SessionDocument } from '../../state/document';
import { current } from '../../state/document.svelte';
import type { History } from '../../state/history';
import { library } from '../../state/library.svelte';
import { notices } from '../../state/notices.svelte';
import { session } from '../../state/session.svelte';
import { haveSameTexts, renameSet } from '../../sets/set-edits';
import { keep } from '../sets/keeping';
import { carried } from './carrying';
import { cancelWork } from './latest';
import { scene } from './scene-port';
import { show } from './view';

/** Takes the last step back. What is only being computed has changed nothing yet: it is given up. */
export async function undo(): Promise<void> {
  const { history } = current;
  const { earlier } = history;
  if (isOnTheWay()) cancelWork();
  else if (earlier !== null) await step(earlier.value, (now) => history.undone(now));
}

/** Takes the step again that was taken back last. */
export async function redo(): Promise<void> {
  const { history } = current;
  const { later } = history;
  if (isOnTheWay() || later === null) return;
  await step(later.value, (now) => history.redone(now));
}

/** Steps that are taken while the picture is computed stand on the document that comes, and on the one that it is left for. */
async function step(asked: SessionDocument, turned: (now: SessionDocument) => History<SessionDocument>): Promise<void> {
  const { history } = current;
  const from = current.left();
  const to = renamedSince(asked);
  if (await goTo(to, asked)) current.history = turned(carried(current.document, to, from)).followed(history, current.history, (value) => carried(value, from, to));
}

/** Whether something else is being computed than what is on screen: labels that have changed are measured in the background. */
function isOnTheWay(): boolean {
  const { wanted } = session;
  const { view } = current;
  return wanted !== null && view !== null && !isSameTarget(wanted, view);
}

/** Puts another document in the place of this one; false where its picture could not be made, and nothing has changed. @param asked the same before its set was renamed */
async function goTo(to: SessionDocument, asked: SessionDocument): Promise<boolean> {
  const { document: now, view } = current;
  const { target } = to;
  if (target === null || view === null) return false;
  if (asked.target !== null && library.outdated.has(asked.target.set)) {
    notices.show({ kind: 'note', message: `“${target.set.title}” was changed in another window since: what comes before that stays as it is.` });
    return false;
  }
  if (target === now.target) current.document = to;
  else if (!await showAgain(to, target)) return false;
  // The scene takes the picture first.
  await tick();
  if (to.camera !== null) scene()?.setCamera(to.camera);
  return true;
}

async function showAgain(to: SessionDocument, target: NonNullable<SessionDocument['target']>): Promise<boolean> {
  const { view } = current;
  if (view === null) return false;
  const isEdited = view.set !== target.set;
  // Labels alone stand at once; what goes by them is measured again.
  const areLabelsAlone = isEdited && haveSameTexts(view.set, target.set) && isSameTarget({ ...view, set: target.set }, target);
  if (areLabelsAlone) current.restore(to, { ...view, set: target.set, vectors: view.vectors.subarray() });
  const shown = show({ ...target, restored: to, ...(areLabelsAlone ? { stands: true } : {}), ...(isEdited ? { edit: { rows: null, made: null } } : {}) });
  const isShown = areLabelsAlone || await shown;
  if (isShown && isEdited) {
    library.remember(target.set);
    void keep(target.set, shown);
  }
  return isShown;
}

/** A set that was renamed while another one was open keeps its new name. */
function renamedSince(to: SessionDocument): SessionDocument {
  const { target } = to;
  if (target === null || target.set.id === current.document.target?.set.id) return to;
  const listed = library.own.find(({ id }) => id === target.set.id);
  return listed === undefined || listed.title === target.set.title ? to : { ...to, target: { ...target, set: renameSet(target.set, listed.title) } };
}
