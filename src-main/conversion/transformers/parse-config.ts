import { albertSpec } from './families/albert';
import { bertSpec, electraSpec, robertaSpec } from './families/bert-family';
import { MAX_SETTINGS_BYTES, parseJsonObject, requireTextFile } from '../folder-files';
import { ConfigReader } from './config-reader';
import { debertaSpec } from './families/deberta-v2';
import { distilbertSpec } from './families/distilbert';
import { familyHint } from './families/family-hint';
import { gemma2Spec, gemma3Spec } from './families/gemma';
import { gpt2Spec } from './families/gpt2';
import { gptNeoxSpec } from './families/gpt-neox';
import { llamaSpec, mistralSpec, qwen2Spec, qwen3Spec } from './families/llama-family';
import { modernBertSpec } from './families/modernbert';
import { mpnetSpec } from './families/mpnet';
import type { TransformerSpec } from './transformer-spec';

const ARCHITECTURES: Readonly<Record<string, (config: ConfigReader) => TransformerSpec>> = {
  'bert': bertSpec,
  'distilbert': distilbertSpec,
  'electra': electraSpec,
  'roberta': (config) => robertaSpec(config, 'roberta', 'RoBERTa'),
  'xlm-roberta': (config) => robertaSpec(config, 'xlm-roberta', 'XLM-R'),
  'camembert': (config) => robertaSpec(config, 'camembert', 'CamemBERT'),
  'albert': albertSpec,
  'mpnet': mpnetSpec,
  'modernbert': modernBertSpec,
  'deberta-v2': debertaSpec,
  'gpt2': gpt2Spec,
  'gpt_neox': gptNeoxSpec,
  'llama': llamaSpec,
  'mistral': mistralSpec,
  'qwen2': qwen2Spec,
  'qwen3': qwen3Spec,
  'gemma2': gemma2Spec,
  'gemma3_text': gemma3Spec,
};

/** {@link parseTransformerConfig} of a folder. @throws Failure('model') also where there is no config.json */
export async function readTransformerConfig(dir: string): Promise<{ readonly spec: TransformerSpec; readonly json: string }> {
  const json = await requireTextFile(dir, 'config.json', MAX_SETTINGS_BYTES);
  const isSilent = parseJsonObject(json, 'config.json')['model_type'] == null;
  return { spec: parseTransformerConfig(json, isSilent ? await familyHint(dir) : null), json };
}

/**
 * What a transformer's config.json says, checked.
 * @param hint what files beside it make of a BERT-like model that says neither its type nor its class
 * @throws Failure('model') naming the setting that the graphs here do not express.
 */
export function parseTransformerConfig(json: string, hint: string | null = null): TransformerSpec {
  const config = new ConfigReader(json);
  const type = config.text('model_type') ?? typeByKeys(config, hint);
  const parse = Object.hasOwn(ARCHITECTURES, type) ? ARCHITECTURES[type] : undefined;
  if (parse === undefined) throw config.refused(`its model_type is ${JSON.stringify(type)}, which is not among ${Object.keys(ARCHITECTURES).join(', ')}`);
  config.refuseOtherForms();
  return parse(config);
}

/** "XLMRobertaForMaskedLM" → "XLMRoberta" */
const CLASS_NAME = /^(.+?)(?:For[A-Z]\w*|Model|LMHeadModel)$/;
/** Model types by the beginning of their classes' names in transformers. */
const TYPES_BY_CLASS: Readonly<Record<string, string>> = {
  Bert: 'bert', DistilBert: 'distilbert', Electra: 'electra', Roberta: 'roberta', XLMRoberta: 'xlm-roberta', Camembert: 'camembert', MPNet: 'mpnet', Albert: 'albert', DebertaV2: 'deberta-v2', GPT2: 'gpt2',
};

/** Settings that one family alone has. */
const TYPES_BY_SETTING: readonly (readonly [string, string])[] = [
  ['num_hidden_groups', 'albert'], ['relative_attention_num_buckets', 'mpnet'], ['position_buckets', 'deberta-v2'], ['pos_att_type', 'deberta-v2'], ['sinusoidal_pos_embds', 'distilbert'], ['embedding_size', 'electra'],
];

/** The first published checkpoints have no model_type. The class that wrote them says more than their sizes: RoBERTa's settings look like BERT's. */
function typeByKeys(config: ConfigReader, hint: string | null): string {
  const byClass = config.firstOf('architectures')?.match(CLASS_NAME)?.[1] ?? null;
  if (byClass !== null && Object.hasOwn(TYPES_BY_CLASS, byClass)) return TYPES_BY_CLASS[byClass] ?? byClass;
  const bySettings = TYPES_BY_SETTING.find(([key]) => config.has(key))?.[1];
  if (bySettings !== undefined) return bySettings;
  if (config.has('hidden_size') && config.has('num_attention_heads')) return hint ?? 'bert';
  if (config.has('n_embd') && config.has('n_positions')) return 'gpt2';
  throw config.refused('it lacks model_type');
}
