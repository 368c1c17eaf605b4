import type { CameraPose } from '@contract/camera';
import type { ListLook, MapLook } from '../../state/document';
import { current } from '../../state/document.svelte';
import { stepWords } from '../../wording/interface/steps';

function lookAtMap(name: string, parts: Partial<MapLook>): void {
  current.change({ name }, { mapLook: { ...current.document.mapLook, ...parts } });
}

/** Lines between a word's occurrences and its static vector, on or off. */
export const toggleThreads = (): void => { lookAtMap('threads', { areThreadsShown: !current.document.mapLook.areThreadsShown }); };
export const toggleLabels = (): void => { lookAtMap('labels', { areLabelsShown: !current.document.mapLook.areLabelsShown }); };
/** Near points drawn as large as far ones, or larger. */
export const toggleOrthographic = (): void => { lookAtMap('orthographic', { isOrthographic: !current.document.mapLook.isOrthographic }); };

/** However long somebody turns and zooms, one step leads back to where it began. */
const CAMERA = { name: stepWords.camera, run: { kind: 'camera', withinMs: Infinity } } as const;

/** Somebody begins to move the camera. */
export function cameraSteered(before: CameraPose): void {
  if (current.view !== null) current.record(CAMERA, { ...current.document, camera: before });
}

/** Another order or form of the list: nothing that would be undone. */
function listBy(parts: Partial<ListLook>): void {
  current.amend({ list: { ...current.document.list, ...parts } });
}

export const sortBy = (sort: ListLook['sort']): void => { listBy({ sort }); };
export const toggleFullSentences = (): void => { listBy({ isFullSentences: !current.document.list.isFullSentences }); };
