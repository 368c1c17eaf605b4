import type { ConfigReader } from '../config-reader';
import type { TransformerSpec } from '../transformer-spec';

/** DistilBERT (Sanh et al. 2019): BERT without token types, with names of its own. The epsilon is fixed in transformers. */
export function distilbertSpec(config: ConfigReader): TransformerSpec {
  const { dim, nHeads } = config.heads('dim', 'n_heads');
  const maxTokens = config.size('max_position_embeddings');
  return {
    architecture: 'distilbert', label: 'DistilBERT', kind: 'bert', prefixes: ['', 'distilbert.'], dim, nHeads, maxTokens,
    vocabSize: config.size('vocab_size'), nBlocks: config.size('n_layers'), innerDim: config.size('hidden_dim'),
    activation: config.activation('activation', 'gelu'), layerNormEps: 1e-12,
    isCausal: false, normPlace: 'after', linearLayout: 'out-in', finalNorm: null,
    attentionScale: () => 1 / Math.sqrt(dim / nHeads),
    embeddings: {
      dim, words: 'embeddings.word_embeddings', positions: { name: 'embeddings.position_embeddings', nRows: maxTokens, offset: 0 },
      types: null, norm: 'embeddings.LayerNorm', projection: null,
    },
    block: (index) => {
      const name = `transformer.layer.${index}`;
      return {
        attention: { query: `${name}.attention.q_lin`, key: `${name}.attention.k_lin`, value: `${name}.attention.v_lin` },
        attentionOutput: `${name}.attention.out_lin`, attentionNorm: `${name}.sa_layer_norm`,
        inner: `${name}.ffn.lin1`, output: `${name}.ffn.lin2`, outputNorm: `${name}.output_layer_norm`,
      };
    },
  };
}
