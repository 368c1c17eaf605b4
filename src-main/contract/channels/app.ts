import type { AppInfo } from '../app/app-info';
import { DEVICE_PREFERENCES, LOCAL_DEVICES, POOLINGS, PRODUCT_PRECISIONS } from '../embedding';
import { bool, integer, list, nothing, nullable, number, oneOf, partial, record, text, type Guard } from '../guards';
import { LIMITS } from '../limits';
import { layerMix } from '../layers/layer-mix';
import type { RememberedLook } from '../remembered-page';
import type { Settings } from '../settings';
import { channel } from './channel';
import { layer, modelId, projection, row } from './fields';
import { sentenceSet } from './sentence-set';

/** Its file is held to the same. */
export const settingsPatch: Guard<Partial<Settings>> = partial({
  theme: oneOf(['dark', 'light']), started: bool, modelId, setId: text(80, 1), pooling: oneOf(POOLINGS), device: oneOf(LOCAL_DEVICES),
  leftWidth: integer(256, 480), rightWidth: integer(300, 520), zoom: number(0.8, 2), doesCheckUpdates: bool,
});

const look: Guard<RememberedLook> = record({
  setId: text(80, 1), modelId, layer, mix: nullable(layerMix), pooling: oneOf(POOLINGS), device: oneOf(DEVICE_PREFERENCES), precision: oneOf(PRODUCT_PRECISIONS),
  projection, rows: list(row, LIMITS.nOccurrences),
});

export const appChannels = {
  appInfo: channel<AppInfo>()('app:info', nothing),
  controlWindow: channel<null>()('app:window', record({ action: oneOf(['minimize', 'toggle-maximize', 'close', 'reload']) }), ['action']),
  /** Opens one more window, with a document of its own. */
  newWindow: channel<null>()('app:new-window', nothing),
  /** Makes everything in all windows larger or smaller, and remembers it. */
  zoomWindow: channel<Settings>()('app:zoom', record({ step: oneOf(['in', 'out', 'reset']) }), ['step']),
  updateSettings: channel<Settings>()('app:settings', settingsPatch),
  /** Kept for the next page, should this one crash. */
  rememberSet: channel<null>()('app:remember-set', sentenceSet),
  rememberLook: channel<null>()('app:remember-look', look),
  /** The view of a snapshot stands, or why it will not: then the app says so and exits. */
  snapshotReady: channel<null>()('app:snapshot-ready', record({ failure: nullable(text(4_000)) }), ['failure']),
};
