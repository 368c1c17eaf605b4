import { describe, expect, test } from 'vitest';
import { Failure } from '@contract/failure';
import { parseBertConfig } from './bert-config';
import { parseElmoOptions } from './elmo-options';

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

describe('BERT config', () => {
  test('is read; unknown keys do not matter', () => {
    expect(parseBertConfig(JSON.stringify(bert))).toEqual({
      vocabSize: 30522, hiddenSize: 384, nBlocks: 6, nHeads: 12, intermediateSize: 1536, activation: 'gelu', layerNormEps: 1e-12, maxPositions: 512, typeVocabSize: 2,
    });
  });

  test.each<[unknown, RegExp]>([
    [{ ...bert, hidden_act: 'swish' }, /hidden_act is "swish"/],
    [{ ...bert, position_embedding_type: 'relative_key' }, /position_embedding_type is "relative_key"/],
    [{ ...bert, is_decoder: true }, /is_decoder is true/],
    [{ ...bert, model_type: 'roberta' }, /model_type is "roberta"/],
    [{ ...bert, num_attention_heads: 7 }, /not a multiple/],
    [{ ...bert, hidden_size: '384' }, /hidden_size is not a positive whole number/],
    [{ ...bert, layer_norm_eps: 0 }, /layer_norm_eps/],
    [null, /not an object/],
  ])('refuses with the reason: %#', (config, reason) => {
    expect(() => parseBertConfig(JSON.stringify(config))).toThrow(Failure);
    expect(() => parseBertConfig(JSON.stringify(config))).toThrow(reason);
  });

  test('refuses what is not JSON', () => {
    expect(() => parseBertConfig('{')).toThrow(/not valid JSON/);
  });
});
