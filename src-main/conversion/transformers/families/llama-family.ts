import type { ConfigReader } from '../config-reader';
import { layerTypes } from '../layer-types';
import { refusePartial, rotaryTheta, rotaryWindow } from '../rotary-config';
import type { AttentionNames, TransformerSpec } from '../transformer-spec';

/** Llama (Touvron et al. 2023): rotary positions, norms of the root mean square, shared keys and values, gated feed-forward parts. */
export function llamaSpec(config: ConfigReader): TransformerSpec {
  const hasBias = config.flag('attention_bias', false);
  return { ...llamaLike(config, 'llama', 'Llama', null), biases: { queryKeyValue: hasBias, attentionOutput: hasBias, feedForward: config.flag('mlp_bias', false) } };
}

/** Mistral (Jiang et al. 2023): each block looks `sliding_window` tokens back. */
export function mistralSpec(config: ConfigReader): TransformerSpec {
  if (config.has('layer_types')) throw config.refused('it has layer_types, which transformers does not heed in mistral');
  // null switches it off; a missing key does not.
  const reach = config.isNull('sliding_window') ? null : config.size('sliding_window', 4096) - 1;
  return { ...llamaLike(config, 'mistral', 'Mistral', null), reach: () => reach };
}

/** Qwen 2 and 2.5: biases of query, key and value alone. */
export function qwen2Spec(config: ConfigReader): TransformerSpec {
  const spec = llamaLike(config, 'qwen2', 'Qwen 2', null);
  return { ...spec, reach: qwenReach(config, spec.nBlocks), biases: { queryKeyValue: true, attentionOutput: false, feedForward: false } };
}

/** Qwen 3: each head's query and key are normed. */
export function qwen3Spec(config: ConfigReader): TransformerSpec {
  const hasBias = config.flag('attention_bias', false);
  const spec = llamaLike(config, 'qwen3', 'Qwen 3', 128);
  return {
    ...spec, reach: qwenReach(config, spec.nBlocks), biases: { queryKeyValue: hasBias, attentionOutput: hasBias, feedForward: false },
    block: (index) => ({ ...spec.block(index), headNorms: headNorms(index) }),
  };
}

interface Other {
  readonly activationKey?: string;
  readonly activation?: string;
  /** Base of the rotary angles, where it is not the settings' `rope_theta`. */
  readonly theta?: number;
}

function plainTheta(config: ConfigReader): number {
  refusePartial(config);
  return rotaryTheta(config, 'rope_theta', 10_000);
}

/** What all of the family have in common. @param headDim where the settings do not say; null: the heads divide the width between them */
export function llamaLike(config: ConfigReader, architecture: string, label: string, headDim: number | null, other: Other = {}): TransformerSpec {
  const { activationKey = 'hidden_act', activation = 'silu', theta = plainTheta(config) } = other;
  config.refuseUnless('use_bidirectional_attention', null, 'a decoder that reads from both sides cannot be converted');
  config.refuseUnless('rope_interleaved', false, 'pairs of neighbours cannot be turned');
  if (!config.flag('is_causal', true)) throw config.refused('is_causal is false: a decoder that reads from both sides cannot be converted');
  const dim = config.size('hidden_size');
  const nHeads = config.size('num_attention_heads');
  const width = headDim !== null || config.has('head_dim') ? config.size('head_dim', headDim ?? undefined) : config.heads('hidden_size', 'num_attention_heads').dim / nHeads;
  // Without the key each family of transformers has another number; null is as many as heads in all of them.
  const nKeyValueHeads = config.size('num_key_value_heads', architecture === 'llama' || config.isNull('num_key_value_heads') ? nHeads : undefined);
  if (nHeads % nKeyValueHeads !== 0) throw config.refused(`num_attention_heads ${nHeads} is not a multiple of num_key_value_heads ${nKeyValueHeads}`);
  if (width % 2 !== 0) throw config.refused(`head_dim ${width} is not even`);
  const rotary = { theta, dim: width };
  return {
    kind: 'gpt', architecture, label, prefixes: ['', 'model.'], dim, nHeads, nKeyValueHeads, headDim: width, maxTokens: rotaryWindow(config),
    vocabSize: config.size('vocab_size'), nBlocks: config.size('num_hidden_layers'), innerDim: config.size('intermediate_size'),
    activation: config.activation(activationKey, activation), isGated: true, norm: 'rms', layerNormEps: config.epsilon('rms_norm_eps', 1e-6),
    biases: { queryKeyValue: false, attentionOutput: false, feedForward: false },
    isCausal: true, normPlace: 'before', linearLayout: 'out-in', finalNorm: 'norm',
    attentionScale: () => 1 / Math.sqrt(width),
    rotary: () => rotary,
    embeddings: { dim, words: 'embed_tokens', positions: null, types: null, norm: null, projection: null },
    block: (index) => {
      const name = `layers.${index}`;
      return {
        attention: attentionNames(index), attentionOutput: `${name}.self_attn.o_proj`, attentionNorm: `${name}.input_layernorm`,
        inner: `${name}.mlp.gate_proj`, gate: `${name}.mlp.up_proj`, output: `${name}.mlp.down_proj`, outputNorm: `${name}.post_attention_layernorm`,
      };
    },
  };
}

export function headNorms(index: number): { readonly query: string; readonly key: string } {
  return { query: `layers.${index}.self_attn.q_norm`, key: `layers.${index}.self_attn.k_norm` };
}

function attentionNames(index: number): AttentionNames {
  const name = `layers.${index}.self_attn`;
  return { query: `${name}.q_proj`, key: `${name}.k_proj`, value: `${name}.v_proj` };
}

/** Blocks from `max_window_layers` on look `sliding_window` tokens back, where that is switched on. */
function qwenReach(config: ConfigReader, nBlocks: number): (block: number) => number | null {
  const isOn = config.flag('use_sliding_window', false) && config.has('sliding_window');
  const window = isOn ? config.size('sliding_window') : null;
  const firstNear = config.size('max_window_layers', 28, 0);
  const typeOf = layerTypes(config, nBlocks, (block) => isOn && block >= firstNear);
  const isNear = Array.from({ length: nBlocks }, (_, block) => typeOf(block)).includes('sliding_attention');
  if (window === null && isNear) throw config.refused('layer_types holds sliding_attention, and use_sliding_window is not true');
  return (block) => (window !== null && typeOf(block) === 'sliding_attention' ? window - 1 : null);
}
