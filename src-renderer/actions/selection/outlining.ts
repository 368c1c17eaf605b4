import { mapControls } from '../../state/map.svelte';
import { outline } from '../../state/panels/outline.svelte';
import { boxBetween, closes, flat, middleOf, movedBy, type Spot } from '../../state/panels/outline-places';
import { selection } from '../../state/selection.svelte';
import { focusOn } from '../window/focus';
import { scene, type Direction, type Enclosing } from '../view/scene-port';
import { sceneWords } from '../../wording/interface/scene';

type OutlineTool = 'lasso' | 'box';

const toolInHand = (): OutlineTool | null => (mapControls.tool === 'lasso' || mapControls.tool === 'box' ? mapControls.tool : null);
export const isOutlining = (): boolean => toolInHand() !== null;

const HELP: Readonly<Record<OutlineTool, string>> = {
  lasso: sceneWords.lassoHelp,
  box: sceneWords.boxHelp,
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
    outline.said = tool === 'box' ? sceneWords.boxCornerSet : sceneWords.lassoCorners(corners.length + 1);
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
  else outline.said = tool === 'box' ? sceneWords.boxNeedsCorner : sceneWords.lassoNeedsCorners;
}

function enclose(corners: readonly Spot[], how: Enclosing): void {
  scene()?.enclose(flat(corners), how);
  startAgain(sceneWords.nSelected(selection.rows.length));
}

export function leaveOutline(): void {
  mapControls.tool = 'orbit';
  outline.clear();
}
