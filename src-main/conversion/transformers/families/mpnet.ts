import { bertLike, countedFromPadding } from './bert-family';
import type { ConfigReader } from '../config-reader';
import type { BlockNames, TransformerSpec } from '../transformer-spec';

/** Of transformers' MPNetEncoder, whatever config.json says: only the number of buckets is a setting. */
const MAX_DISTANCE = 128;
/** Of transformers' MPNetConfig. */
const USUAL_POSITIONS = 512;

/** MPNet (Song et al. 2020): positions are counted from the padding id on, there are no token types, and every block adds the same bias of relative positions. */
export function mpnetSpec(config: ConfigReader): TransformerSpec {
  const spec = countedFromPadding(config, bertLike(config, { architecture: 'mpnet', label: 'MPNet', prefixes: ['', 'mpnet.'] }, { usualPositions: USUAL_POSITIONS, hasTokenTypes: false }));
  const nBuckets = config.size('relative_attention_num_buckets', 32);
  if (nBuckets % 4 !== 0) throw config.refused(`relative_attention_num_buckets ${nBuckets} is not a multiple of 4`);
  return {
    ...spec,
    relativePositions: { name: 'encoder.relative_attention_bias', nBuckets, maxDistance: MAX_DISTANCE },
    block: mpnetBlock,
  };
}

function mpnetBlock(index: number): BlockNames {
  const name = `encoder.layer.${index}`;
  return {
    attention: { query: `${name}.attention.attn.q`, key: `${name}.attention.attn.k`, value: `${name}.attention.attn.v` },
    attentionOutput: `${name}.attention.attn.o`, attentionNorm: `${name}.attention.LayerNorm`,
    inner: `${name}.intermediate.dense`, output: `${name}.output.dense`, outputNorm: `${name}.output.LayerNorm`,
  };
}
