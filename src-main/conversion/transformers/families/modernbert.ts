import type { ConfigReader } from '../config-reader';
import { layerTypes } from '../layer-types';
import { rotaryTheta, rotaryWindow } from '../rotary-config';
import type { BlockNames, TransformerSpec } from '../transformer-spec';

/** ModernBERT (Warner et al. 2024): rotary positions, most blocks look only near, gated feed-forward parts, norms before the parts and none before the first. */
export function modernBertSpec(config: ConfigReader): TransformerSpec {
  const { dim, nHeads } = config.heads('hidden_size', 'num_attention_heads');
  const nBlocks = config.size('num_hidden_layers');
  const period = config.size('global_attn_every_n_layers', 3);
  const typeOf = layerTypes(config, nBlocks, (block) => block % period !== 0);
  const reach = Math.floor(config.size('local_attention', 128) / 2);
  const thetas = { full_attention: rotaryTheta(config, 'global_rope_theta', 160_000, 'full_attention'), sliding_attention: rotaryTheta(config, 'local_rope_theta', 10_000, 'sliding_attention') };
  const hasBias = config.flag('attention_bias', false);
  return {
    kind: 'bert', architecture: 'modernbert', label: 'ModernBERT', prefixes: ['', 'model.'], dim, nHeads, maxTokens: rotaryWindow(config),
    vocabSize: config.size('vocab_size'), nBlocks, innerDim: config.size('intermediate_size'),
    activation: config.activation('hidden_activation', 'gelu'), isGated: true,
    norm: config.flag('norm_bias', false) ? 'layer' : 'layer-without-bias', layerNormEps: config.epsilon('norm_eps', 1e-5),
    biases: { queryKeyValue: hasBias, attentionOutput: hasBias, feedForward: config.flag('mlp_bias', false) },
    isCausal: false, normPlace: 'before', linearLayout: 'out-in', finalNorm: 'final_norm',
    attentionScale: () => 1 / Math.sqrt(dim / nHeads),
    reach: (block) => (typeOf(block) === 'sliding_attention' ? reach : null),
    rotary: (block) => ({ theta: thetas[typeOf(block)], dim: dim / nHeads }),
    embeddings: { dim, words: 'embeddings.tok_embeddings', positions: null, types: null, norm: 'embeddings.norm', projection: null },
    block: modernBertBlock,
  };
}

function modernBertBlock(index: number): BlockNames {
  const name = `layers.${index}`;
  return {
    attention: { fused: `${name}.attn.Wqkv` }, attentionOutput: `${name}.attn.Wo`, attentionNorm: index === 0 ? null : `${name}.attn_norm`,
    inner: `${name}.mlp.Wi`, output: `${name}.mlp.Wo`, outputNorm: `${name}.mlp_norm`,
  };
}
