import type { ConfigReader } from '../config-reader';
import type { BlockNames, TransformerSpec } from '../transformer-spec';

/** ALBERT (Lan et al. 2020): embeddings narrower than the blocks, and blocks that share their weights. */
export function albertSpec(config: ConfigReader): TransformerSpec {
  const { dim, nHeads } = config.heads('hidden_size', 'num_attention_heads');
  const maxTokens = config.size('max_position_embeddings', 512);
  const nBlocks = config.size('num_hidden_layers');
  const nGroups = config.size('num_hidden_groups', 1);
  if (nGroups > nBlocks) throw config.refused(`num_hidden_groups ${nGroups} is more than num_hidden_layers ${nBlocks}`);
  config.refuseUnless('inner_group_num', 1, 'a block of several blocks cannot be converted');
  return {
    kind: 'bert', architecture: 'albert', label: 'ALBERT', prefixes: ['', 'albert.'], dim, nHeads, maxTokens,
    vocabSize: config.size('vocab_size'), nBlocks, innerDim: config.size('intermediate_size'),
    activation: config.activation('hidden_act', 'gelu_new'), layerNormEps: config.epsilon('layer_norm_eps', 1e-12),
    isCausal: false, normPlace: 'after', linearLayout: 'out-in', finalNorm: null,
    attentionScale: () => 1 / Math.sqrt(dim / nHeads),
    embeddings: {
      dim: config.size('embedding_size', 128), words: 'embeddings.word_embeddings', positions: { name: 'embeddings.position_embeddings', nRows: maxTokens, offset: 0 },
      types: { name: 'embeddings.token_type_embeddings', nRows: config.size('type_vocab_size', 2) }, norm: 'embeddings.LayerNorm', projection: 'encoder.embedding_hidden_mapping_in',
    },
    // As transformers divides: 12 blocks in 5 groups make 3, 2, 3, 2, 2.
    block: (index) => albertBlock(Math.trunc(index / (nBlocks / nGroups))),
  };
}

function albertBlock(group: number): BlockNames {
  const name = `encoder.albert_layer_groups.${group}.albert_layers.0`;
  return {
    attention: { query: `${name}.attention.query`, key: `${name}.attention.key`, value: `${name}.attention.value` },
    attentionOutput: `${name}.attention.dense`, attentionNorm: `${name}.attention.LayerNorm`,
    inner: `${name}.ffn`, output: `${name}.ffn_output`, outputNorm: `${name}.full_layer_layer_norm`,
  };
}
