import { Failure } from '@contract/failure';

/** What a BERT config.json says, checked. */
export interface BertConfig {
  readonly vocabSize: number;
  readonly hiddenSize: number;
  readonly nBlocks: number;
  readonly nHeads: number;
  readonly intermediateSize: number;
  readonly activation: 'gelu' | 'gelu_new' | 'relu';
  readonly layerNormEps: number;
  readonly maxPositions: number;
  readonly typeVocabSize: number;
}

type Json = Readonly<Record<string, unknown>>;
const ACTIVATIONS = ['gelu', 'gelu_new', 'relu'] as const satisfies readonly BertConfig['activation'][];
const MAX_SIZE = 4_194_304;

/**
 * Reads the content of config.json. Unknown keys are ignored.
 * @throws Failure('model') naming the setting that the graph here does not express.
 */
export function parseBertConfig(json: string): BertConfig {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    throw refused('it is not valid JSON');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw refused('it is not an object');
  const config = parsed as Json;
  const type = config['model_type'];
  if (type !== undefined && type !== 'bert') throw refused(`model_type is ${JSON.stringify(type)}, not "bert"`);
  const positions = config['position_embedding_type'];
  if (positions !== undefined && positions !== 'absolute') throw refused(`position_embedding_type is ${JSON.stringify(positions)}, not "absolute"`);
  if (config['is_decoder'] === true) throw refused('is_decoder is true');
  const activation = ACTIVATIONS.find((known) => known === config['hidden_act']);
  if (activation === undefined) throw refused(`hidden_act is "${String(config['hidden_act'])}", not one of ${ACTIVATIONS.join(', ')}`);
  const eps = config['layer_norm_eps'] ?? 1e-12;
  if (typeof eps !== 'number' || !(eps > 0 && eps < 1)) throw refused('layer_norm_eps is not a small positive number');
  const hiddenSize = size(config, 'hidden_size');
  const nHeads = size(config, 'num_attention_heads');
  if (hiddenSize % nHeads !== 0) throw refused(`hidden_size ${hiddenSize} is not a multiple of num_attention_heads ${nHeads}`);
  return {
    vocabSize: size(config, 'vocab_size'), hiddenSize, nBlocks: size(config, 'num_hidden_layers'), nHeads,
    intermediateSize: size(config, 'intermediate_size'), activation, layerNormEps: eps,
    maxPositions: size(config, 'max_position_embeddings'), typeVocabSize: size(config, 'type_vocab_size'),
  };
}

function size(config: Json, key: string): number {
  const value = config[key];
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MAX_SIZE) return value;
  throw refused(`${key} is not a positive whole number`);
}

function refused(reason: string): Failure {
  return new Failure('model', `config.json cannot be used because ${reason}; choose a BERT model in the Hugging Face layout.`);
}
