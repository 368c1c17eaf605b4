import type { ConfigReader } from '../config-reader';
import { layerTypes } from '../layer-types';
import { headNorms, llamaLike } from './llama-family';
import { rotaryTheta } from '../rotary-config';
import type { BlockNames, TransformerSpec } from '../transformer-spec';

const GELU = { activationKey: 'hidden_activation', activation: 'gelu_pytorch_tanh' } as const;

/** Gemma 2 (2024): every other block looks only near; norms before and behind the parts; scores are capped. */
export function gemma2Spec(config: ConfigReader): TransformerSpec {
  const spec = gemmaLike(config, llamaLike(config, 'gemma2', 'Gemma 2', 256, GELU));
  // null switches it off; a missing key does not.
  const cap = config.isNull('attn_logit_softcapping') ? null : config.positive('attn_logit_softcapping', 50);
  return { ...spec, reach: gemmaReach(config, spec.nBlocks, 2), ...(cap === null ? {} : { scoreCap: cap }) };
}

/** Gemma 3, its text part (2025): one block in six looks far, with slower angles; each head's query and key are normed. */
export function gemma3Spec(config: ConfigReader): TransformerSpec {
  config.refuseUnless('attn_logit_softcapping', null, 'transformers does not heed it in gemma3_text');
  const thetas = { full_attention: rotaryTheta(config, 'rope_theta', 1_000_000, 'full_attention'), sliding_attention: rotaryTheta(config, 'rope_local_base_freq', 10_000, 'sliding_attention') };
  const like = llamaLike(config, 'gemma3_text', 'Gemma 3', 256, { ...GELU, theta: thetas.full_attention });
  const spec = gemmaLike(config, like);
  const period = config.size('sliding_window_pattern', 6);
  const typeOf = gemmaTypes(config, spec.nBlocks, period);
  return {
    ...spec, reach: gemmaReach(config, spec.nBlocks, period),
    rotary: (block) => ({ theta: thetas[typeOf(block)], dim: spec.headDim ?? 0 }),
    block: (index) => ({ ...spec.block(index), headNorms: headNorms(index) }),
  };
}

function gemmaLike(config: ConfigReader, spec: TransformerSpec): TransformerSpec {
  const hasBias = config.flag('attention_bias', false);
  const scale = 1 / Math.sqrt(config.positive('query_pre_attn_scalar', 256));
  return {
    ...spec, norm: 'rms-less-one', biases: { queryKeyValue: hasBias, attentionOutput: hasBias, feedForward: false },
    attentionScale: () => scale,
    embeddings: { ...spec.embeddings, scale: Math.sqrt(spec.dim) },
    block: (index) => gemmaBlock(spec.block(index), `layers.${index}`),
  };
}

function gemmaBlock(names: BlockNames, name: string): BlockNames {
  return { ...names, outputNorm: `${name}.pre_feedforward_layernorm`, addedNorms: { attention: `${name}.post_attention_layernorm`, output: `${name}.post_feedforward_layernorm` } };
}

function gemmaTypes(config: ConfigReader, nBlocks: number, period: number): ReturnType<typeof layerTypes> {
  return layerTypes(config, nBlocks, (block) => (block + 1) % period !== 0);
}

function gemmaReach(config: ConfigReader, nBlocks: number, period: number): (block: number) => number | null {
  const typeOf = gemmaTypes(config, nBlocks, period);
  const window = config.size('sliding_window', 4096);
  return (block) => (typeOf(block) === 'sliding_attention' ? window - 1 : null);
}
