import type { Pooling, ProductPrecision } from '@contract/embedding';
import { layersText } from '@contract/layers/layers-text';
import type { CharSpan } from '@contract/occurrence';
import { oneSide, type ModelCard, type ReadingSide, type SentencePooling, type TokenizerKind } from '@contract/model-card';

const ARCHITECTURES: Readonly<Record<string, string>> = {
  bert: 'BERT', distilbert: 'DistilBERT', electra: 'ELECTRA', roberta: 'RoBERTa', 'xlm-roberta': 'XLM-R', camembert: 'CamemBERT', mpnet: 'MPNet', albert: 'ALBERT', modernbert: 'ModernBERT', 'deberta-v2': 'DeBERTa',
  gpt2: 'GPT-2', llama: 'Llama', mistral: 'Mistral', qwen2: 'Qwen2', qwen3: 'Qwen3', gemma2: 'Gemma 2', gemma3_text: 'Gemma 3', gpt_neox: 'GPT-NeoX', elmo: 'ELMo', 'awd-lstm': 'ULMFiT',
  glove: 'GloVe', word2vec: 'word2vec', fasttext: 'fastText', onnx: 'ONNX',
};

/** "BERT, 7 layers × 384", "ULMFiT forward, 4 layers of 400, 1152, 1152, 400"; a static model has no layers to count. */
export function modelFacts(model: Pick<ModelCard, 'kind' | 'architecture' | 'nLayers' | 'dim' | 'recurrent'>): string {
  const { kind, architecture, dim, recurrent } = model;
  const name = ARCHITECTURES[architecture] ?? architecture;
  return kind === 'static' ? `${name}, static, ${dim} wide` : `${name}${recurrent === undefined || recurrent.reads === 'both' ? '' : ` ${recurrent.reads}`}, ${layersText(model)}`;
}

/** "MiniLM L6", or "MiniLM L6 (8 bits)" where that is how its products are computed. */
export const modelSaid = ({ model, precision }: { readonly model: Pick<ModelCard, 'name'>; readonly precision: ProductPrecision }): string => (precision === 'int8' ? `${model.name} (8 bits)` : model.name);

/** Models whose positions come in only inside the blocks: their layer 0 is the word alone. */
const WITHOUT_POSITIONS = new Set(['modernbert', 'deberta-v2', 'llama', 'mistral', 'qwen2', 'qwen3', 'gemma2', 'gemma3_text', 'gpt_neox']);

/** Whether layer 0 differs with the place of a word in its sentence. */
export const hasPositionsAtLayer0 = ({ kind, architecture }: Pick<ModelCard, 'kind' | 'architecture'>): boolean =>
  kind !== 'elmo' && kind !== 'ulmfit' && kind !== 'static' && !WITHOUT_POSITIONS.has(architecture);

/** What a layer is: "characters", "biLSTM 2", "word and position", "block 7"; empty where a model has no layers to tell apart. */
export function layerName(model: Pick<ModelCard, 'kind' | 'architecture' | 'nLayers'>, layer: number): string {
  if (model.nLayers === 1) return '';
  if (model.kind === 'elmo') return layer === 0 ? 'characters' : `biLSTM ${layer}`;
  if (model.kind === 'ulmfit') return layer === 0 ? 'word alone' : `LSTM ${layer}`;
  if (layer > 0) return `block ${layer}`;
  return hasPositionsAtLayer0(model) ? 'word and position' : 'word alone';
}

/** Whether a word can have several pieces, so that somebody must say which of them count. */
export const hasSubwords = (tokenizer: TokenizerKind): boolean => tokenizer !== 'characters' && tokenizer !== 'word-form';

/** What a row, and so a point, stands for. */
export const unitOf = (pooling: Pooling): 'occurrence' | 'sentence' => (pooling === 'sentence' ? 'sentence' : 'occurrence');

/** How a baseline is named beside a distance. */
export const randomPair = (pooling: Pooling): string => (pooling === 'sentence' ? 'two random sentences' : 'two random words');

/** Name of what a model reads before every sentence by itself; empty: nothing. */
export const ownPrompt = ({ sentence }: Pick<ModelCard, 'sentence'>): string => sentence?.defaultPrompt ?? '';

/** How the model makes one vector of a sentence, read behind the prompt of that name; follows "Each point is a whole sentence: ". */
export function sentencePooled({ kind, sentence }: Pick<ModelCard, 'kind' | 'sentence'>, prompt: string): string {
  const text = prompt === '' ? '' : sentence?.prompts?.[prompt] ?? '';
  const isPooled = sentence?.isPromptPooled !== false;
  const behind = text === '' ? '' : `, read behind the prompt “${text.trim()}”${isPooled ? '' : ', which is left out of it'}`;
  const dense = (sentence?.steps ?? []).filter((step) => step.type === 'dense').map(({ nIn, nOut }) => `${nIn} to ${nOut}`).join(', ');
  return `${poolingWords(kind, sentence?.mode)}${behind}${dense === '' ? '' : `, then through a dense layer (${dense} numbers)`}`;
}

/** What a sentence's vector is made of, as a note of one or two sentences. */
export function sentenceNote(model: Pick<ModelCard, 'kind' | 'sentence' | 'recurrent'>, prompt: string): string {
  const { sentence } = model;
  const isOfLength1 = sentence?.steps.at(-1)?.type === 'normalize';
  const isOwn = sentence?.steps.some(({ type }) => type === 'dense') ?? false;
  const length = isOfLength1 ? `; of length 1${isOwn ? '' : ' at the last layer'}` : '';
  const limit = sentence === undefined ? '' : ` Of a longer one the first ${sentence.maxTokens} pieces are read.`;
  const side = sentence === undefined ? oneSide(model) : null;
  const read = side === null ? '' : ` Each of them has read only what stands ${side === 'left' ? 'before' : 'behind'} it.`;
  return `Each sentence gets one vector: ${sentencePooled(model, prompt)}${length}.${read}${limit}`;
}

/** The prompts of a model to choose from, none first; one entry alone where it has no prompts. */
export function promptChoices({ sentence }: Pick<ModelCard, 'sentence'>): readonly { readonly value: string; readonly label: string }[] {
  return [{ value: '', label: 'None' }, ...Object.entries(sentence?.prompts ?? {}).map(([name, text]) => ({ value: name, label: `${name}: “${text.trim()}”` }))];
}

function poolingWords(kind: ModelCard['kind'], mode: SentencePooling['mode'] | undefined): string {
  if (kind === 'static') return 'the mean of its words’ vectors';
  switch (mode) {
    case 'cls': return 'the vector of its opening mark';
    case 'max': return 'the largest value in each dimension';
    case 'mean-sqrt-length': return 'the sum of its pieces over the root of their number';
    case 'weighted-mean': return 'a mean of its pieces, later ones counting more';
    case 'last': return 'the vector of its last piece';
    case 'mean': case undefined: return 'the mean of all its pieces, marks included';
  }
}

/**
 * Whether a model that reads from one side has read nothing before the word: its vector has no context then.
 * Punctuation before it is context, poor as it is.
 */
export const isWithoutContext = ({ text, charStart, charEnd }: CharSpan & { readonly text: string }, side: ReadingSide): boolean =>
  (side === 'left' ? text.slice(0, charStart) : text.slice(charEnd)).trim() === '';
