import type { ConfigReader } from './config-reader';
import type { BlockNames, TransformerSpec } from './transformer-spec';

/** Of transformers' MPNetEncoder, whatever config.json says: only the number of buckets is a setting. */
const MAX_DISTANCE = 128;

/** MPNet (Song et al. 2020): positions are counted from the padding id on, there are no token types, and every block adds the same bias of relative positions. */
export function mpnetSpec(config: ConfigReader): TransformerSpec {
  const { dim, nHeads } = config.heads('hidden_size', 'num_attention_heads');
  const nRows = config.size('max_position_embeddings', 512);
  const offset = config.size('pad_token_id', 1, 0) + 1;
  if (nRows <= offset + 2) throw config.refused(`max_position_embeddings ${nRows} leaves no room after pad_token_id ${offset - 1}`);
  const nBuckets = config.size('relative_attention_num_buckets', 32);
  if (nBuckets % 4 !== 0) throw config.refused(`relative_attention_num_buckets ${nBuckets} is not a multiple of 4`);
  return {
    kind: 'bert', architecture: 'mpnet', label: 'MPNet', prefixes: ['', 'mpnet.'], dim, nHeads, maxTokens: nRows - offset,
    vocabSize: config.size('vocab_size'), nBlocks: config.size('num_hidden_layers'), innerDim: config.size('intermediate_size'),
    activation: config.activation('hidden_act', 'gelu'), layerNormEps: config.epsilon('layer_norm_eps', 1e-12),
    isCausal: false, normPlace: 'after', linearLayout: 'out-in', finalNorm: null,
    attentionScale: () => 1 / Math.sqrt(dim / nHeads),
    embeddings: {
      dim, words: 'embeddings.word_embeddings', positions: { name: 'embeddings.position_embeddings', nRows, offset },
      types: null, norm: 'embeddings.LayerNorm', projection: null,
    },
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
