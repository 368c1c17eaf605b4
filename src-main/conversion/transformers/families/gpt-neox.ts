import type { ConfigReader } from '../config-reader';
import { rotaryPart, rotaryTheta, rotaryWindow } from '../rotary-config';
import type { TransformerSpec } from '../transformer-spec';

/** GPT-NeoX (Black et al. 2022) and Pythia: both parts of a block take what comes into it; a part of each head is turned. */
export function gptNeoxSpec(config: ConfigReader): TransformerSpec {
  const { dim, nHeads } = config.heads('hidden_size', 'num_attention_heads');
  const headDim = dim / nHeads;
  const turned = Math.trunc(headDim * rotaryPart(config, 'rotary_pct', 0.25));
  if (turned === 0 || turned % 2 !== 0) throw config.refused(`rotary_pct turns ${turned} of the ${headDim} numbers of a head, which is not an even number`);
  const rotary = { theta: rotaryTheta(config, 'rotary_emb_base', 10_000), dim: turned };
  const hasBias = config.flag('attention_bias', true);
  return {
    kind: 'gpt', architecture: 'gpt_neox', label: 'GPT-NeoX', prefixes: ['', 'gpt_neox.'], dim, nHeads, maxTokens: rotaryWindow(config),
    vocabSize: config.size('vocab_size'), nBlocks: config.size('num_hidden_layers'), innerDim: config.size('intermediate_size'),
    activation: config.activation('hidden_act', 'gelu'), layerNormEps: config.epsilon('layer_norm_eps', 1e-5),
    biases: { queryKeyValue: hasBias, attentionOutput: hasBias, feedForward: true },
    isCausal: true, normPlace: config.flag('use_parallel_residual', true) ? 'parallel' : 'before', linearLayout: 'out-in', finalNorm: 'final_layer_norm',
    attentionScale: () => 1 / Math.sqrt(headDim),
    rotary: () => rotary,
    embeddings: { dim, words: 'embed_in', positions: null, types: null, norm: null, projection: null },
    block: (index) => {
      const name = `layers.${index}`;
      return {
        attention: { fused: `${name}.attention.query_key_value`, isHeadByHead: true }, attentionOutput: `${name}.attention.dense`, attentionNorm: `${name}.input_layernorm`,
        inner: `${name}.mlp.dense_h_to_4h`, output: `${name}.mlp.dense_4h_to_h`, outputNorm: `${name}.post_attention_layernorm`,
      };
    },
  };
}
