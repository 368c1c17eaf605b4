import { MAX_SETTINGS_BYTES, MAX_TOKENIZER_BYTES, listFolder, parseJsonObject, readTextFile } from '../../folder-files';

/** Model types by the class of the tokenizer, without "Tokenizer" and "Fast". */
const BY_TOKENIZER: Readonly<Record<string, string>> = {
  Bert: 'bert', DistilBert: 'distilbert', Electra: 'electra', Roberta: 'roberta', XLMRoberta: 'xlm-roberta', Camembert: 'camembert', MPNet: 'mpnet', Albert: 'albert', DebertaV2: 'deberta-v2', GPT2: 'gpt2',
};

/**
 * The family of a model whose config.json says neither `model_type` nor `architectures`, by the files beside it: RoBERTa's settings look like BERT's, its
 * tokenizer does not. Null where they do not tell.
 */
export async function familyHint(dir: string): Promise<string | null> {
  const settings = parseJsonObject(await readTextFile(dir, 'tokenizer_config.json', MAX_TOKENIZER_BYTES) ?? '{}', 'tokenizer_config.json');
  const config = parseJsonObject(await readTextFile(dir, 'config.json', MAX_SETTINGS_BYTES) ?? '{}', 'config.json');
  for (const named of [config['tokenizer_class'], settings['tokenizer_class']]) {
    const family = typeof named === 'string' ? named.replace(/Tokenizer(Fast)?$/u, '') : '';
    if (Object.hasOwn(BY_TOKENIZER, family)) return BY_TOKENIZER[family] ?? null;
  }
  const names = await listFolder(dir);
  if (names.includes('vocab.txt')) return null;
  if (names.includes('sentencepiece.bpe.model')) return 'xlm-roberta';
  if (names.includes('vocab.json') && names.includes('merges.txt')) return 'roberta';
  const json = await readTextFile(dir, 'tokenizer.json', MAX_TOKENIZER_BYTES);
  return json === null ? null : byModel(parseJsonObject(json, 'tokenizer.json')['model']);
}

function byModel(model: unknown): string | null {
  const { type, vocab } = (typeof model === 'object' && model !== null ? model : {}) as Readonly<Record<string, unknown>>;
  if (type === 'BPE') return 'roberta';
  // ALBERT and DeBERTa, which say [CLS], show in their settings.
  return type === 'Unigram' && Array.isArray(vocab) && (vocab as readonly unknown[]).slice(0, 5).some((entry) => Array.isArray(entry) && entry[0] === '<s>') ? 'xlm-roberta' : null;
}
