import type { ConfigReader } from './config-reader';

export type LayerType = 'full_attention' | 'sliding_attention';

/**
 * Longest window of a model with rotary positions: its settings may promise more, but the scores of one block take memory with the square of the window
 * (8,192 tokens and 12 heads: 3 GiB).
 */
const MAX_WINDOW = 8192;

export function rotaryWindow(config: ConfigReader): number {
  return Math.min(config.size('max_position_embeddings'), MAX_WINDOW);
}

/**
 * Rotary positions as the older settings give them (`thetaKey`, `rope_scaling`) or the newer ones (`rope_parameters`, perhaps by the blocks' type).
 * @returns the base of the angles, and the settings beside it
 * @throws Failure('model') when they are scaled in any way
 */
export function rotaryTheta(config: ConfigReader, thetaKey: string, fallback: number, layerType: LayerType | null = null): number {
  refuseScaled(config.section('rope_scaling'), 'rope_scaling');
  const own = ownParameters(config, layerType);
  refuseScaled(own, 'rope_parameters');
  return own?.has('rope_theta') === true ? own.positive('rope_theta') : config.positive(thetaKey, fallback);
}

/** How much of each head is turned. */
export function rotaryPart(config: ConfigReader, key: string, fallback: number): number {
  const own = ownParameters(config, null);
  const part = own?.has('partial_rotary_factor') === true ? own.positive('partial_rotary_factor') : config.positive(key, fallback);
  if (part > 1) throw config.refused(`${key} ${part} is more than 1`);
  return part;
}

/** @throws Failure where heads are turned in part, which transformers does not look at in these families. */
export function refusePartial(config: ConfigReader): void {
  if (rotaryPart(config, 'partial_rotary_factor', 1) !== 1) throw config.refused('partial_rotary_factor is not 1');
}

function ownParameters(config: ConfigReader, layerType: LayerType | null): ConfigReader | null {
  const all = config.section('rope_parameters');
  const isByType = all !== null && (all.has('full_attention') || all.has('sliding_attention'));
  if (layerType === null) {
    if (isByType) throw config.refused('rope_parameters differ by the blocks\' type, which this model_type does not have');
    return all;
  }
  if (all !== null && !isByType) throw config.refused(`rope_parameters lacks ${layerType}`);
  const own = all?.section(layerType) ?? null;
  own?.refuseUnless('partial_rotary_factor', 1, 'these heads are turned whole');
  return own;
}

function refuseScaled(settings: ConfigReader | null, key: string): void {
  const type = settings?.text('rope_type') ?? settings?.text('type') ?? 'default';
  if (settings !== null && type !== 'default') throw settings.refused(`${key} asks for ${JSON.stringify(type)}, and only unscaled rotary positions can be converted`);
}
