import type { Pooling } from '@contract/embedding';
import type { ModelCard, SentencePooling, TokenizerKind } from '@contract/model-card';
import { counted } from './captions';

const ARCHITECTURES: Readonly<Record<string, string>> = {
  bert: 'BERT', distilbert: 'DistilBERT', electra: 'ELECTRA', roberta: 'RoBERTa', 'xlm-roberta': 'XLM-R', camembert: 'CamemBERT', mpnet: 'MPNet', albert: 'ALBERT', modernbert: 'ModernBERT', 'deberta-v2': 'DeBERTa',
  gpt2: 'GPT-2', llama: 'Llama', mistral: 'Mistral', qwen2: 'Qwen2', qwen3: 'Qwen3', gemma2: 'Gemma 2', gemma3_text: 'Gemma 3', gpt_neox: 'GPT-NeoX', elmo: 'ELMo',
  glove: 'GloVe', word2vec: 'word2vec', fasttext: 'fastText', onnx: 'ONNX',
};

/** "BERT, 7 layers × 384"; a static model has no layers to count. */
export function modelFacts({ kind, architecture, nLayers, dim }: Pick<ModelCard, 'kind' | 'architecture' | 'nLayers' | 'dim'>): string {
  const name = ARCHITECTURES[architecture] ?? architecture;
  return kind === 'static' ? `${name}, static, ${dim} wide` : `${name}, ${counted(nLayers, 'layer')} × ${dim}`;
}

/** Whether a word can have several pieces, so that somebody must say which of them count. */
export const hasSubwords = (tokenizer: TokenizerKind): boolean => tokenizer !== 'characters' && tokenizer !== 'word-form';

/** What a row, and so a point, stands for. */
export const unitOf = (pooling: Pooling): 'occurrence' | 'sentence' => (pooling === 'sentence' ? 'sentence' : 'occurrence');

/** How a baseline is named beside a distance. */
export const randomPair = (pooling: Pooling): string => (pooling === 'sentence' ? 'two random sentences' : 'two random words');

/** How the model makes one vector of a sentence; follows "Each point is a whole sentence: ". */
export function sentencePooled({ kind, sentence }: Pick<ModelCard, 'kind' | 'sentence'>): string {
  const prompt = sentence?.prompt === undefined ? '' : `, read behind the prompt “${sentence.prompt.trim()}”`;
  return `${poolingWords(kind, sentence?.mode)}${prompt}`;
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
 * Whether a model that reads from left to right has read nothing before the word: its vector has no context then.
 * Punctuation before it is context, poor as it is.
 */
export const isWithoutLeftContext = ({ text, charStart }: { readonly text: string; readonly charStart: number }): boolean => text.slice(0, charStart).trim() === '';
