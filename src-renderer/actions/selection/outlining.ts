import { counted } from '../../wording/captions';
import { mapControls } from '../../state/map.svelte';
import { outline } from '../../state/panels/outline.svelte';
import { boxBetween, closes, flat, middleOf, movedBy, type Spot } from '../../state/panels/outline-places';
import { selection } from '../../state/selection.svelte';
import { focusOn } from '../window/focus';
import { scene, type Direction, type Enclosing } from '../view/scene-port';

type OutlineTool = 'lasso' | 'box';

const toolInHand = (): OutlineTool | null => (mapControls.tool === 'lasso' || mapControls.tool === 'box' ? mapControls.tool : null);
export const isOutlining = (): boolean => toolInHand() !== null;

const HELP: Readonly<Record<OutlineTool, string>> = {
  lasso: 'Lasso: arrow keys move the cross, Enter adds a corner, C closes, Escape leaves.',
  box: 'Box: arrow keys move the cross, Enter sets the first corner, Escape leaves.',
};

/** Takes the tool; by key, with a cross in the middle and the focus where its keys are heard. */
export function takeOutlineTool(tool: OutlineTool): void {
  mapControls.tool = tool;
  focusOn('[data-scene]');
  startAgain(HELP[tool]);
}

function startAgain(said: string): void {
  outline.corners = [];
  outline.cursor ??= middleOf(scene()?.size() ?? { width: 0, height: 0 });
  outline.said = said;
}

export function moveOutline(direction: Direction, isLong: boolean): void {
  const port = scene();
  if (port === null) return;
  outline.cursor = movedBy(outline.cursor ?? middleOf(port.size()), direction, isLong, port.size());
}

/** Enter: a corner of the lasso, or one of the box's two. */
export function setCorner(): void {
  const tool = toolInHand();
  const { cursor, corners } = outline;
  if (tool === null) return;
  if (cursor === null) startAgain(HELP[tool]);
  else if (tool === 'box' ? corners.length > 0 : closes(corners, cursor)) closeOutline('replace');
  else {
    outline.corners = [...corners, cursor];
    outline.said = tool === 'box' ? 'Box: first corner set. Enter sets the other.' : `Lasso: ${counted(corners.length + 1, 'corner')}. Enter adds, C closes.`;
  }
}

/** Selects what is inside, as the mouse does when it lets go. */
export function closeOutline(how: Enclosing): void {
  const tool = toolInHand();
  const { cursor, corners } = outline;
  const [first] = corners;
  if (tool === null) return;
  if (tool === 'box' && first !== undefined && cursor !== null) enclose(boxBetween(first, cursor), how);
  else if (tool === 'lasso' && corners.length > 2) enclose(corners, how);
  else outline.said = tool === 'box' ? 'A box needs its first corner. Enter sets it.' : 'A lasso needs three corners. Enter adds one.';
}

function enclose(corners: readonly Spot[], how: Enclosing): void {
  scene()?.enclose(flat(corners), how);
  startAgain(`${counted(selection.rows.length, 'occurrence')} selected.`);
}

export function leaveOutline(): void {
  mapControls.tool = 'orbit';
  outline.clear();
}
