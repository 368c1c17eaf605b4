import type { ModelKind } from '@contract/model-card';
import { MAX_SETTINGS_BYTES, parseJsonObject, readTextFile } from '../folder-files';

/** What a config.json beside an ONNX model adds; null where it says nothing. */
export interface ForeignConfig {
  readonly kind: Extract<ModelKind, 'bert' | 'gpt'>;
  readonly architecture: string;
  readonly dim: number | null;
  readonly vocabSize: number | null;
  readonly maxTokens: number | null;
}

/** Model types whose attention looks to the left only. */
const CAUSAL = /^(gpt|llama|mistral|mixtral|opt$|bloom|falcon|qwen|phi|gemma|codegen|ctrl|starcoder|stablelm|olmo|smollm|xglm|biogpt|openai-gpt|mpt)/;
/** Position tables that begin behind the padding id. */
const SHIFTED = /^(roberta|xlm-roberta|camembert|mpnet|longformer)$/;

/** @throws Failure('model') when there is a config.json and it is malformed. */
export async function readForeignConfig(dir: string): Promise<ForeignConfig> {
  const config = parseJsonObject(await readTextFile(dir, 'config.json', MAX_SETTINGS_BYTES) ?? '{}', 'config.json');
  const size = (...keys: readonly string[]): number | null => {
    for (const key of keys) {
      const value = config[key];
      if (typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= 4_194_304) return value;
    }
    return null;
  };
  const type = typeof config['model_type'] === 'string' && /^[\w.-]{1,40}$/.test(config['model_type']) ? config['model_type'] : 'onnx';
  const positions = size('max_position_embeddings', 'n_positions', 'n_ctx');
  const unused = SHIFTED.test(type) ? (size('pad_token_id') ?? 1) + 1 : 0;
  return {
    kind: CAUSAL.test(type) || config['is_decoder'] === true ? 'gpt' : 'bert', architecture: type, dim: size('hidden_size', 'dim', 'n_embd', 'd_model'),
    vocabSize: size('vocab_size'), maxTokens: positions === null || positions - unused < 3 ? null : positions - unused,
  };
}
