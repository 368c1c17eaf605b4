import { describe, expect, test } from 'vitest';
import { Failure } from '@contract/failure';
import { parseElmoOptions } from '../model-format/elmo-options';
import { parseTransformerConfig } from './transformers/parse-config';

const elmo = {
  lstm: { use_skip_connections: true, projection_dim: 16, cell_clip: 3, proj_clip: null as number | null, dim: 64, n_layers: 2 },
  char_cnn: { activation: 'relu', filters: [[1, 4], [2, 8]], n_highway: 2, embedding: { dim: 4 }, n_characters: 262, max_characters_per_token: 50 },
  n_train_tokens: 768648884,
};
const bert = {
  model_type: 'bert', vocab_size: 30522, hidden_size: 384, num_hidden_layers: 6, num_attention_heads: 12, intermediate_size: 1536, hidden_act: 'gelu',
  layer_norm_eps: 1e-12, max_position_embeddings: 512, type_vocab_size: 2, position_embedding_type: 'absolute', unknown_key: 1,
};

describe('ELMo options', () => {
  test('every number comes from the file; unknown keys do not matter', () => {
    expect(parseElmoOptions(JSON.stringify(elmo))).toEqual({
      projectionDim: 16, cellDim: 64, nLayers: 2, cellClip: 3, projectionClip: null, activation: 'relu',
      filters: [{ width: 1, nFilters: 4 }, { width: 2, nFilters: 8 }], nHighway: 2, characterDim: 4,
    });
  });

  test.each<[unknown, RegExp]>([
    [{ ...elmo, lstm: { ...elmo.lstm, use_skip_connections: false } }, /use_skip_connections is not true/],
    [{ ...elmo, char_cnn: { ...elmo.char_cnn, n_characters: 261 } }, /n_characters is 261, not 262/],
    [{ ...elmo, char_cnn: { ...elmo.char_cnn, max_characters_per_token: 40 } }, /max_characters_per_token is not 50/],
    [{ ...elmo, char_cnn: { ...elmo.char_cnn, activation: 'selu' } }, /neither relu nor tanh/],
    [{ ...elmo, char_cnn: { ...elmo.char_cnn, filters: [[51, 4]] } }, /filters/],
    [{ ...elmo, lstm: { ...elmo.lstm, n_layers: 1.5 } }, /n_layers is not a whole number/],
    [{ ...elmo, lstm: { ...elmo.lstm, cell_clip: -1 } }, /cell_clip is not a positive number/],
    [{ lstm: elmo.lstm }, /char_cnn is not an object/],
    [[], /the file is not an object/],
  ])('refuses with the reason: %#', (options, reason) => {
    expect(() => parseElmoOptions(JSON.stringify(options))).toThrow(Failure);
    expect(() => parseElmoOptions(JSON.stringify(options))).toThrow(reason);
  });

  test('refuses what is not JSON', () => {
    expect(() => parseElmoOptions('{')).toThrow(/not valid JSON/);
  });
});

const distilbert = { model_type: 'distilbert', vocab_size: 30522, dim: 768, n_layers: 6, n_heads: 12, hidden_dim: 3072, activation: 'gelu', max_position_embeddings: 512 };
const gpt2 = { model_type: 'gpt2', vocab_size: 50257, n_embd: 768, n_layer: 12, n_head: 12, n_positions: 1024, activation_function: 'gelu_new', layer_norm_epsilon: 1e-5 };
const parse = (config: unknown) => parseTransformerConfig(JSON.stringify(config));

describe('config.json of transformers', () => {
  test('BERT; unknown keys do not matter', () => {
    expect(parse(bert)).toMatchObject({
      kind: 'bert', architecture: 'bert', vocabSize: 30522, dim: 384, nBlocks: 6, nHeads: 12, innerDim: 1536, activation: 'gelu-erf', layerNormEps: 1e-12, maxTokens: 512,
      isCausal: false, embeddings: { dim: 384, types: { nRows: 2 }, positions: { offset: 0, nRows: 512 }, projection: null },
    });
  });

  test('the oldest files have no model_type', () => {
    expect(parse({ ...bert, model_type: undefined }).architecture).toBe('bert');
    // RoBERTa's settings look like BERT's: the class that wrote them tells.
    const roberta = parse({ ...bert, model_type: undefined, architectures: ['RobertaForMaskedLM'], pad_token_id: 1, max_position_embeddings: 514 });
    expect([roberta.architecture, roberta.embeddings.positions?.offset]).toEqual(['roberta', 2]);
    expect(parse({ ...gpt2, model_type: undefined }).architecture).toBe('gpt2');
    expect(() => parse({ hidden_size: 4 })).toThrow(/lacks model_type/);
  });

  test('DistilBERT has no types, ELECTRA narrow embeddings, RoBERTa positions behind the padding id', () => {
    expect(parse(distilbert)).toMatchObject({ dim: 768, nBlocks: 6, embeddings: { types: null } });
    expect(parse({ ...bert, model_type: 'electra', embedding_size: 128 }).embeddings).toMatchObject({ dim: 128, projection: 'embeddings_project' });
    expect(parse({ ...bert, model_type: 'electra', embedding_size: 384 }).embeddings.projection).toBeNull();
    const roberta = parse({ ...bert, model_type: 'roberta', max_position_embeddings: 514, type_vocab_size: 1, pad_token_id: 1 });
    expect(roberta).toMatchObject({ maxTokens: 512, embeddings: { positions: { nRows: 514, offset: 2 }, types: { nRows: 1 } } });
    expect(parse({ ...bert, model_type: 'xlm-roberta' })).toMatchObject({ architecture: 'xlm-roberta', label: 'XLM-R', maxTokens: 510 });
  });

  test('GPT-2: causal, norms first, inner width four times the outer unless stated', () => {
    expect(parse(gpt2)).toMatchObject({ kind: 'gpt', isCausal: true, normPlace: 'before', innerDim: 3072, maxTokens: 1024, finalNorm: 'ln_f', activation: 'gelu-tanh' });
    expect(parse({ ...gpt2, n_inner: 100 }).innerDim).toBe(100);
    expect(parse(gpt2).attentionScale(3)).toBeCloseTo(1 / 8);
    expect(parse({ ...gpt2, scale_attn_by_inverse_layer_idx: true }).attentionScale(3)).toBeCloseTo(1 / 32);
    expect(parse({ ...gpt2, scale_attn_weights: false }).attentionScale(3)).toBe(1);
  });

  test.each<[unknown, RegExp]>([
    [{ ...bert, hidden_act: 'mish' }, /hidden_act is "mish", an activation that is not among gelu,/],
    [{ ...gpt2, activation_function: 'quick_gelu' }, /activation_function is "quick_gelu"/],
    [{ ...bert, position_embedding_type: 'relative_key' }, /position_embedding_type is "relative_key": relative positions/],
    [{ ...bert, is_decoder: true }, /is_decoder is true/],
    [{ ...gpt2, add_cross_attention: true }, /add_cross_attention is true: cross attention/],
    [{ ...bert, model_type: 'deberta' }, /its model_type is "deberta", which is not among bert, distilbert, electra, roberta/],
    [{ ...bert, auto_map: { AutoModel: 'modeling.Model' } }, /auto_map names code of its own/],
    [{ ...bert, quantization_config: { quant_method: 'fp8' } }, /quantization_config/],
    [{ ...bert, tie_last_hidden_states: false }, /tie_last_hidden_states/],
    [{ ...bert, model_type: 'constructor' }, /its model_type is "constructor"/],
    [{ ...bert, hidden_act: 'toString' }, /hidden_act is "toString"/],
    [{ ...bert, num_attention_heads: 7 }, /not a multiple/],
    [{ ...bert, hidden_size: '384' }, /hidden_size is not a positive whole number/],
    [{ ...bert, num_hidden_layers: 1e12 }, /num_hidden_layers is not/],
    [{ ...bert, intermediate_size: undefined }, /lacks intermediate_size/],
    [{ ...bert, layer_norm_eps: 0 }, /layer_norm_eps/],
    [{ ...bert, model_type: 'roberta', max_position_embeddings: 4, pad_token_id: 1 }, /leaves no room after pad_token_id 1/],
    [null, /not an object/],
  ])('refuses with the reason: %#', (config, reason) => {
    expect(() => parse(config)).toThrow(Failure);
    expect(() => parse(config)).toThrow(reason);
  });

  test('refuses what is not JSON', () => {
    expect(() => parseTransformerConfig('{')).toThrow(/not valid JSON/);
  });
});
