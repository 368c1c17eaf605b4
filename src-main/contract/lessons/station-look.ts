import { modelId, layer, projection, row } from '../channels/fields';
import { POOLINGS } from '../embedding';
import { list, nullable, oneOf, record, text, type Guard } from '../guards';
import { layerMix } from '../layers/layer-mix';
import { LIMITS } from '../limits';
import { fields } from '../sessions/saved-fields';
import { VIEW_MODES } from '../view-modes';
import type { StationLook } from './lesson';

export const setId = text(80, 1);
export const columnId = text(LIMITS.sentenceLength, 1);

/** @param mostRows how many selected occurrences a look may keep */
export const stationLook = (mostRows: number): Guard<StationLook> => record({
  set: setId, model: modelId, pooling: oneOf(POOLINGS), layer: nullable(layer), mix: nullable(layerMix), mode: oneOf(VIEW_MODES),
  beside: nullable(record({ model: modelId, layer: nullable(layer), set: nullable(setId) })), projection: nullable(projection), colouring: nullable(columnId), rows: list(row, mostRows),
  camera: nullable(fields.camera), opens: nullable(oneOf(['journey'])),
});
