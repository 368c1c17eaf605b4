import { Failure } from '@contract/failure';
import { MAX_SETTINGS_BYTES, MAX_TOKENIZER_BYTES, parseJsonObject, readTextFile } from '../folder-files';

type Json = Readonly<Record<string, unknown>>;

/** The library takes the first of these that is there. */
const FILES = ['bert', 'roberta', 'distilbert', 'camembert', 'albert', 'xlm-roberta', 'xlnet'].map((family) => `sentence_${family}_config.json`);

/** Settings that change no vector as long as they stand like this. */
const USUAL: Readonly<Record<string, (value: unknown) => boolean>> = {
  max_seq_length: () => true, do_lower_case: () => true,
  transformer_task: (value) => value === 'feature-extraction',
  module_output_name: (value) => value === 'token_embeddings',
  modality_config: isText,
  ...Object.fromEntries(['model_args', 'model_kwargs', 'tokenizer_args', 'processor_kwargs', 'config_args', 'config_kwargs'].map((key) => [key, isHarmless])),
};

export interface TransformerSettings {
  /** `max_seq_length`, or where it is not set the tokenizer's `model_max_length`; null: neither says. */
  readonly maxTokens: number | null;
  readonly isLowerCased: boolean;
  /** Why sentences cannot be read as the model reads them, as the end of a sentence; null where they can. */
  readonly reason: string | null;
}

/** What sentence_bert_config.json beside a transformer says. @throws Failure('model') when a file is malformed. */
export async function readTransformerSettings(dir: string): Promise<TransformerSettings> {
  const { name, config } = await firstOf(dir);
  const odd = Object.entries(config).find(([key, value]) => value !== null && !(Object.hasOwn(USUAL, key) && USUAL[key]?.(value) === true));
  const { max_seq_length: longest, do_lower_case: lower } = config;
  if (longest !== undefined && longest !== null && !(Number.isSafeInteger(longest) && (longest as number) > 0))
    throw new Failure('model', `${name} has a max_seq_length of ${JSON.stringify(longest)}; a whole number is expected.`);
  if (lower !== undefined && lower !== null && typeof lower !== 'boolean') throw new Failure('model', `${name} has a do_lower_case that is neither true nor false; use the file that belongs to the model.`);
  return {
    maxTokens: typeof longest === 'number' ? longest : await modelMaxLength(dir),
    isLowerCased: lower === true,
    reason: odd === undefined ? await cutsAtBeginning(dir) ? 'tokenizer_config.json sets truncation_side to "left", and long sentences are cut at their end here' : null : `${name} sets ${odd[0]} to ${JSON.stringify(odd[1]).slice(0, 80)}, which is not read`,
  };
}

async function firstOf(dir: string): Promise<{ readonly name: string; readonly config: Json }> {
  for (const name of FILES) {
    const json = await readTextFile(dir, name, MAX_SETTINGS_BYTES);
    if (json !== null) return { name, config: parseJsonObject(json, name) };
  }
  return { name: '', config: {} };
}

async function cutsAtBeginning(dir: string): Promise<boolean> {
  const json = await readTextFile(dir, 'tokenizer_config.json', MAX_TOKENIZER_BYTES);
  return json !== null && parseJsonObject(json, 'tokenizer_config.json')['truncation_side'] === 'left';
}

/** Where there is no limit, transformers writes a number of thirty digits. */
async function modelMaxLength(dir: string): Promise<number | null> {
  const json = await readTextFile(dir, 'tokenizer_config.json', MAX_TOKENIZER_BYTES);
  const length = json === null ? null : parseJsonObject(json, 'tokenizer_config.json')['model_max_length'];
  return Number.isSafeInteger(length) && (length as number) > 0 ? length as number : null;
}

function isText(value: unknown): boolean {
  const text = typeof value === 'object' && value !== null ? (value as Json)['text'] : undefined;
  if (typeof text !== 'object' || text === null) return false;
  const { method, method_output_name: output } = text as Json;
  return method === 'forward' && output === 'last_hidden_state';
}

/** How files are found and kept in memory is no matter of the vectors. */
function isHarmless(value: unknown): boolean {
  const keys = ['trust_remote_code', 'torch_dtype', 'dtype', 'attn_implementation', 'add_pooling_layer', 'cache_dir', 'revision', 'local_files_only', 'token', 'low_cpu_mem_usage', 'device_map'];
  return typeof value === 'object' && value !== null && Object.keys(value).every((key) => keys.includes(key));
}
