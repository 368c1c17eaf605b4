import { requireObject } from './folder-files';

type Json = Readonly<Record<string, unknown>>;

/** Whether the first word of a sentence is read like all others: `add_prefix_space` of tokenizer_config.json counts before tokenizer.json, as in transformers. */
export function withPrefixSpace(root: Json, settings: Json): Json {
  const value = settings['add_prefix_space'];
  if (typeof value !== 'boolean') return root;
  return { ...root, pre_tokenizer: changed(root['pre_tokenizer'], 'pretokenizers', value), post_processor: changed(root['post_processor'], 'processors', value) };
}

function changed(part: unknown, key: string, value: boolean): unknown {
  if (part === undefined || part === null) return part;
  const found = requireObject(part, 'tokenizer.json');
  if (found['type'] === 'Sequence' && Array.isArray(found[key])) return { ...found, [key]: (found[key] as readonly unknown[]).map((step) => changed(step, key, value)) };
  return found['type'] === 'ByteLevel' || found['type'] === 'RobertaProcessing' ? { ...found, add_prefix_space: value } : found;
}
