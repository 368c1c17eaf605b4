import { Failure } from '@contract/failure';
import type { HubFile } from './hub-listing';

/** What an import reads beside the weights. */
const small = [
  /^config\.json$/,
  /^(?:tokenizer|tokenizer_config|special_tokens_map|added_tokens|vocab)\.json$/, /^vocab\.txt$/, /^merges\.txt$/,
  // Of sentence-transformers: how one vector of a sentence is made.
  /^(?:modules|sentence_[a-z-]{1,20}_config|config_sentence_transformers)\.json$/, /^\d_[A-Za-z]{1,30}\/config\.json$/,
  // For the licence.
  /^README\.md$/, /^LICEN[CS]E(?:\.txt|\.md)?$/,
];
/** Of SentencePiece; read where there is no tokenizer.json. */
const pieces = /^(?:sentencepiece\.bpe|sentencepiece|spiece|spm|tokenizer)\.model$/;
/** A vocabulary of 250,000 pieces with scores is 17 MB. */
const nMaxSmallBytes = 100_000_000;
const shard = /^model-\d{5}-of-\d{5}\.safetensors$/;

/** The files of a model on the hub that its import needs, small ones first. @throws Failure `bad-input` saying what is missing */
export function chooseFiles(files: readonly HubFile[], name: string): readonly HubFile[] {
  const has = (file: string): boolean => files.some((item) => item.name === file);
  if (!has('config.json')) throw new Failure('bad-input', `“${name}” has no config.json, so it is not a model for transformers. Choose another one.`);
  const chosen = files.filter((file) => [...small, ...(has('tokenizer.json') ? [] : [pieces])].some((pattern) => pattern.test(file.name)));
  const large = chosen.find((file) => file.nBytes > nMaxSmallBytes);
  if (large !== undefined) throw new Failure('bad-input', `“${name}” has a ${large.name} of absurd size. Choose another one.`);
  return [...chosen, ...denseWeights(files), ...weightsOf(files, name)];
}

/** Weights of sentence-transformers' own layers, in the form that is safe to read where there are two. */
function denseWeights(files: readonly HubFile[]): readonly HubFile[] {
  const of = (form: RegExp): readonly HubFile[] => files.filter((file) => form.test(file.name));
  const safe = of(/^\d_[A-Za-z]{1,30}\/model\.safetensors$/);
  const isThere = new Set(safe.map(({ name }) => name.split('/')[0]));
  return [...safe, ...of(/^\d_[A-Za-z]{1,30}\/pytorch_model\.bin$/).filter(({ name }) => !isThere.has(name.split('/')[0]))];
}

function weightsOf(files: readonly HubFile[], name: string): readonly HubFile[] {
  const only = (file: string): readonly HubFile[] => files.filter((item) => item.name === file);
  const whole = only('model.safetensors');
  if (whole.length > 0) return whole;
  const index = only('model.safetensors.index.json');
  const shards = files.filter((file) => shard.test(file.name));
  if (index.length > 0 && shards.length > 0) return [...index, ...shards];
  const pickled = only('pytorch_model.bin');
  if (pickled.length > 0) return pickled;
  const other = files.map((file) => file.name).filter((file) => /\.(?:bin|h5|msgpack|ot|gguf|onnx|ckpt|pt|safetensors)$/.test(file)).slice(0, 3);
  throw new Failure('bad-input', `“${name}” has neither model.safetensors nor pytorch_model.bin${other.length > 0 ? `, only ${other.join(', ')}` : ''}. Choose another one.`);
}
