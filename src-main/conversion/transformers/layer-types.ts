import type { ConfigReader } from './config-reader';
import type { LayerType } from './rotary-config';

/** Whether each block looks far or near: `layer_types`, or the family's own rule where the settings have none. */
export function layerTypes(config: ConfigReader, nBlocks: number, isSliding: (block: number) => boolean): (block: number) => LayerType {
  const given = config.list('layer_types');
  const types = given ?? Array.from({ length: nBlocks }, (_, block) => (isSliding(block) ? 'sliding_attention' : 'full_attention'));
  if (types.length !== nBlocks) throw config.refused(`layer_types has ${types.length} entries for ${nBlocks} blocks`);
  const other = types.find((type) => type !== 'full_attention' && type !== 'sliding_attention');
  if (other !== undefined) throw config.refused(`layer_types holds ${JSON.stringify(other)}, which is neither full_attention nor sliding_attention`);
  return (block) => (types[block] === 'sliding_attention' ? 'sliding_attention' : 'full_attention');
}
