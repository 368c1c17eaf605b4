import type { ConfigReader } from '../config-reader';
import type { TransformerSpec } from '../transformer-spec';

/**
 * GPT-2 (Radford et al. 2019): reads from the left only; norms before the parts and one behind the last block, which belongs to
 * the last hidden state alone (transformers' `hidden_states`).
 */
export function gpt2Spec(config: ConfigReader): TransformerSpec {
  const { dim, nHeads } = config.heads('n_embd', 'n_head');
  const maxTokens = config.size('n_positions');
  const scale = config.flag('scale_attn_weights', true) ? 1 / Math.sqrt(dim / nHeads) : 1;
  const isScaledByBlock = config.flag('scale_attn_by_inverse_layer_idx', false);
  return {
    architecture: 'gpt2', label: 'GPT-2', kind: 'gpt', prefixes: ['', 'transformer.'], dim, nHeads, maxTokens,
    vocabSize: config.size('vocab_size'), nBlocks: config.size('n_layer'), innerDim: config.size('n_inner', 4 * dim),
    activation: config.activation('activation_function', 'gelu_new'), layerNormEps: config.epsilon('layer_norm_epsilon', 1e-5),
    isCausal: true, normPlace: 'before', linearLayout: 'in-out', finalNorm: 'ln_f',
    attentionScale: (block) => (isScaledByBlock ? scale / (block + 1) : scale),
    embeddings: { dim, words: 'wte', positions: { name: 'wpe', nRows: maxTokens, offset: 0 }, types: null, norm: null, projection: null },
    block: (index) => {
      const name = `h.${index}`;
      return {
        attention: { fused: `${name}.attn.c_attn` }, attentionOutput: `${name}.attn.c_proj`, attentionNorm: `${name}.ln_1`,
        inner: `${name}.mlp.c_fc`, output: `${name}.mlp.c_proj`, outputNorm: `${name}.ln_2`,
      };
    },
  };
}
