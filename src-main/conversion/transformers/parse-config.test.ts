import { describe, expect, test } from 'vitest';
import { Failure } from '@contract/failure';
import { parseTransformerConfig } from './parse-config';

const parse = (config: unknown) => parseTransformerConfig(JSON.stringify(config));

const albert = { model_type: 'albert', vocab_size: 30000, hidden_size: 768, embedding_size: 128, num_hidden_layers: 12, num_attention_heads: 12, intermediate_size: 3072, max_position_embeddings: 512 };
const modernbert = { model_type: 'modernbert', vocab_size: 50368, hidden_size: 768, num_hidden_layers: 22, num_attention_heads: 12, intermediate_size: 1152, max_position_embeddings: 8192 };
const deberta = {
  model_type: 'deberta-v2', vocab_size: 128100, hidden_size: 768, num_hidden_layers: 12, num_attention_heads: 12, intermediate_size: 3072, max_position_embeddings: 512, type_vocab_size: 0,
  relative_attention: true, position_buckets: 256, norm_rel_ebd: 'layer_norm', share_att_key: true, pos_att_type: 'p2c|c2p', max_relative_positions: -1, position_biased_input: false,
};
const llama = {
  model_type: 'llama', vocab_size: 49152, hidden_size: 576, num_hidden_layers: 30, num_attention_heads: 9, num_key_value_heads: 3, intermediate_size: 1536, max_position_embeddings: 131_072,
  rope_theta: 100_000, rope_scaling: null,
};
const mistral = { ...llama, model_type: 'mistral' };
const qwen2 = { ...llama, model_type: 'qwen2', num_hidden_layers: 4, use_sliding_window: true, sliding_window: 16, max_window_layers: 3 };
const qwen3 = { ...llama, model_type: 'qwen3', num_hidden_layers: 4 };
const gemma2 = { ...llama, model_type: 'gemma2', num_hidden_layers: 4, sliding_window: 16 };
const gemma3 = { ...llama, model_type: 'gemma3_text', num_hidden_layers: 12, sliding_window: 16, rope_theta: 5000, rope_local_base_freq: 70 };
const neox = { model_type: 'gpt_neox', vocab_size: 50304, hidden_size: 512, num_hidden_layers: 6, num_attention_heads: 8, intermediate_size: 2048, max_position_embeddings: 2048, rotary_pct: 0.25 };

describe('config.json of later transformers', () => {
  test('ALBERT: blocks share the weights of their group, divided as transformers does', () => {
    const groups = (nBlocks: number, nGroups: number) => {
      const { block } = parse({ ...albert, num_hidden_layers: nBlocks, num_hidden_groups: nGroups });
      return Array.from({ length: nBlocks }, (_, i) => Number(/groups\.(\d+)/.exec(block(i).inner)?.[1]));
    };
    expect(groups(4, 1)).toEqual([0, 0, 0, 0]);
    expect(groups(5, 2)).toEqual([0, 0, 0, 1, 1]);
  });

  test('ModernBERT: every third block looks far, with a base of its own; layer_types decide where they are given', () => {
    const { reach, rotary, maxTokens } = parse(modernbert);
    expect([0, 1, 2, 3].map((block) => [reach?.(block), rotary?.(block).theta])).toEqual([[null, 160_000], [64, 10_000], [64, 10_000], [null, 160_000]]);
    expect(maxTokens).toBe(8192);
    const types = Array.from({ length: 22 }, (_, i) => (i === 1 ? 'full_attention' : 'sliding_attention'));
    const rope = { full_attention: { rope_type: 'default', rope_theta: 7 }, sliding_attention: { rope_type: 'default', rope_theta: 5 } };
    const given = parse({ ...modernbert, layer_types: types, rope_parameters: rope });
    expect([0, 1].map((block) => [given.reach?.(block), given.rotary?.(block).theta])).toEqual([[64, 5], [null, 7]]);
  });

  test('DeBERTa: three products share the scale; without relative attention there is no table', () => {
    expect(parse(deberta).attentionScale(0)).toBeCloseTo(1 / Math.sqrt(64 * 3));
    expect(parse(deberta)).toMatchObject({ embeddings: { positions: null, types: null }, disentangled: { nBuckets: 256, maxDistance: 512, norm: 'encoder.LayerNorm' } });
    expect(parse({ ...deberta, pos_att_type: ['c2p'] }).disentangled?.query).toBeNull();
    expect(parse({ ...deberta, relative_attention: false }).disentangled).toBeUndefined();
  });

  test('windows of decoders: a window of 16 looks 15 tokens back', () => {
    const reaches = (config: object, nBlocks: number) => Array.from({ length: nBlocks }, (_, block) => parse(config).reach?.(block) ?? null);
    expect(reaches(llama, 2)).toEqual([null, null]);
    expect(reaches({ ...mistral, sliding_window: 16 }, 2)).toEqual([15, 15]);
    expect(reaches({ ...mistral, sliding_window: null }, 2)).toEqual([null, null]);
    expect(reaches(mistral, 1)).toEqual([4095]);
    expect(reaches(qwen2, 4)).toEqual([null, null, null, 15]);
    expect(reaches({ ...qwen2, use_sliding_window: false }, 4)).toEqual([null, null, null, null]);
    expect(reaches(gemma2, 4)).toEqual([15, null, 15, null]);
    expect(reaches(gemma3, 6)).toEqual([15, 15, 15, 15, 15, null]);
    expect([4, 5].map((block) => parse(gemma3).rotary?.(block).theta)).toEqual([70, 5000]);
  });

  test('Gemma 2 caps its scores unless null says otherwise; a window is never longer than 8,192', () => {
    expect(parse(gemma2).scoreCap).toBe(50);
    expect(parse({ ...gemma2, attn_logit_softcapping: null }).scoreCap).toBeUndefined();
    expect(parse(llama).maxTokens).toBe(8192);
    expect(parse({ ...qwen3, head_dim: undefined }).headDim).toBe(128);
  });

  test('GPT-NeoX: in parallel unless told otherwise; a quarter of each head is turned', () => {
    expect(parse(neox)).toMatchObject({ normPlace: 'parallel' });
    expect(parse(neox).rotary?.(0)).toEqual({ theta: 10_000, dim: 16 });
    expect(parse({ ...neox, use_parallel_residual: false }).normPlace).toBe('before');
  });

  test.each<[unknown, RegExp]>([
    [{ ...albert, inner_group_num: 2 }, /inner_group_num is 2/],
    [{ ...albert, num_hidden_groups: 13 }, /num_hidden_groups 13 is more than num_hidden_layers 12/],
    [{ ...albert, position_embedding_type: 'relative_key' }, /position_embedding_type/],
    [{ ...modernbert, layer_types: ['full_attention'] }, /layer_types has 1 entries for 22 blocks/],
    [{ ...modernbert, rope_scaling: { rope_type: 'yarn', factor: 4 } }, /rope_scaling asks for "yarn"/],
    [{ ...modernbert, rope_parameters: { rope_type: 'default', rope_theta: 7 } }, /rope_parameters lacks full_attention/],
    [{ ...modernbert, rope_parameters: { full_attention: { rope_type: 'linear' } } }, /rope_parameters asks for "linear"/],
    [{ ...deberta, conv_kernel_size: 3 }, /conv_kernel_size is not 0: the convolution/],
    [{ ...deberta, embedding_size: 128 }, /embedding_size is 128/],
    [{ ...deberta, attention_head_size: 32 }, /attention_head_size is 32/],
    [{ ...deberta, pos_att_type: 'c2p|p2p' }, /pos_att_type holds "p2p"/],
    [{ ...deberta, norm_rel_ebd: 'batch_norm' }, /norm_rel_ebd is "batch_norm"/],
    [{ ...deberta, max_relative_positions: 64 }, /position_buckets 256 does not fit max_relative_positions 64/],
    [{ ...llama, rope_scaling: { type: 'dynamic', factor: 2 } }, /rope_scaling asks for "dynamic"/],
    [{ ...llama, rope_parameters: { rope_type: 'llama3', rope_theta: 5e5 } }, /rope_parameters asks for "llama3"/],
    [{ ...llama, rope_parameters: { full_attention: { rope_theta: 5 } } }, /rope_parameters differ by the blocks' type/],
    [{ ...llama, partial_rotary_factor: 0.5 }, /partial_rotary_factor is not 1/],
    [{ ...llama, num_key_value_heads: 2 }, /not a multiple of num_key_value_heads 2/],
    [{ ...llama, rope_interleaved: true }, /rope_interleaved is true/],
    [{ ...llama, is_causal: false }, /is_causal is false/],
    [{ ...llama, head_dim: 7 }, /head_dim 7 is not even/],
    [{ ...mistral, layer_types: [] }, /layer_types, which transformers does not heed in mistral/],
    [{ ...qwen2, num_key_value_heads: undefined }, /lacks num_key_value_heads/],
    [{ ...qwen3, layer_types: ['full_attention', 'chunked_attention', 'full_attention', 'full_attention'] }, /layer_types holds "chunked_attention"/],
    [{ ...qwen3, layer_types: Array(4).fill('sliding_attention') }, /use_sliding_window is not true/],
    [{ ...gemma2, use_bidirectional_attention: true }, /use_bidirectional_attention is true/],
    [{ ...gemma3, attn_logit_softcapping: 50 }, /attn_logit_softcapping is 50/],
    [{ ...gemma3, rope_scaling: { rope_type: 'linear', factor: 8 } }, /rope_scaling asks for "linear"/],
    [{ ...gemma3, model_type: 'gemma3' }, /its model_type is "gemma3"/],
    [{ ...neox, rotary_pct: 2 }, /rotary_pct 2 is more than 1/],
    [{ ...neox, rotary_pct: 0.01 }, /rotary_pct turns 0 of the 64/],
  ])('refuses with the reason: %#', (config, reason) => {
    expect(() => parse(config)).toThrow(Failure);
    expect(() => parse(config)).toThrow(reason);
  });
});
