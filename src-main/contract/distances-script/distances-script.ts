import type { Pooling } from '../embedding';
import type { ModelCard } from '../model-card';
import type { Occurrence } from '../occurrence';
import { DISTANCE_DIGITS } from './distances-table';
import { codePointSpan, pythonComment, pythonText } from './python-text';
import { sentenceReader, wordReader, type ReaderLines } from './readers';
import { checkpointOf } from './why-no-script';

/** One line of the matrix. */
export interface ScriptItem extends Pick<Occurrence, 'text' | 'charStart' | 'charEnd'> {
  /** "A" */
  readonly name: string;
  /** The pieces that were read there, as the vocabulary has them; none where the model has no vector for it. */
  readonly subwords: readonly string[];
}

export interface ScriptRequest {
  readonly model: Pick<ModelCard, 'id' | 'name' | 'source' | 'maxTokens' | 'sentence'>;
  readonly pooling: Pooling;
  /** Text that is read before every whole sentence; empty where there is none, and for words. */
  readonly prompt: string;
  /** Each with the line that is printed above its matrix (`distanceHead`). */
  readonly layers: readonly { readonly layer: number; readonly head: string }[];
  readonly items: readonly ScriptItem[];
}

/** Longest input of a model that names none. */
const USUAL_MAX_TOKENS = 512;

/**
 * A Python script that prints the cosine distances of the items at the layers with transformers and torch alone: the weights in single precision, one sentence a
 * run. It ends with a sentence where its tokenizer reads other pieces, and where the app would have cut a sentence into windows.
 * Only for what {@link whyNoScript} has nothing against.
 */
export function distancesScript({ model, pooling, prompt, layers, items }: ScriptRequest): string {
  const { before, read }: ReaderLines = pooling === 'sentence' ? sentenceReader(model.sentence, prompt) : wordReader(pooling);
  return [
    `# Cosine distances of ${pooling === 'sentence' ? 'sentences' : 'words in their sentences'}, as Contexture measures them with ${pythonComment(model.name)}.`,
    `# Its weights: ${pythonComment(model.source)}`,
    '# Needs: pip install transformers torch (written for transformers 5).',
    'import sys',
    '',
    'import torch',
    'from transformers import AutoModel, AutoTokenizer, PreTrainedTokenizerFast',
    'from transformers.utils import cached_file',
    '',
    '# A name on the Hugging Face hub, or the path of a folder.',
    `MODEL = ${pythonText(checkpointOf(model))}`,
    '# 0 is the input of the first block. Each with the line that stands above its matrix.',
    `LAYERS = {${layers.map(({ layer, head }) => `${layer}: ${pythonText(head)}`).join(', ')}}`,
    `MAX_TOKENS = ${model.maxTokens ?? USUAL_MAX_TOKENS}`,
    ...before,
    '# Name, sentence, first character of the word and the one after it (from 0), and the pieces that Contexture reads there.',
    'ITEMS = [',
    ...items.map(itemLine),
    ']',
    '',
    ...TOKENIZER,
    'model = AutoModel.from_pretrained(MODEL, dtype=torch.float32, attn_implementation="eager").eval()',
    ...SPECIAL_TOKENS,
    ...STATES,
    ...read,
    ...MATRIX,
    '',
  ].join('\n');
}

function itemLine({ name, text, charStart, charEnd, subwords }: ScriptItem): string {
  const [start, end] = codePointSpan(text, charStart, charEnd);
  return `    (${pythonText(name)}, ${pythonText(text)}, ${start}, ${end}, [${subwords.map(pythonText).join(', ')}]),`;
}

/** Some classes of transformers build a tokenizer of their own from the entries of tokenizer.json; Contexture takes the file as it is, so this comes first. */
const TOKENIZER = [
  '# The file as it is, where there is one: what transformers makes of its entries can differ.',
  'file = cached_file(MODEL, "tokenizer.json", _raise_exceptions_for_missing_entries=False)',
  'tokenizer = AutoTokenizer.from_pretrained(MODEL) if file is None else PreTrainedTokenizerFast(tokenizer_file=file)',
];

/** A word that every vocabulary has pieces for shows what the tokenizer puts around a sentence. */
const SPECIAL_TOKENS = [
  'around = tokenizer("the", return_special_tokens_mask=True)',
  'inside = [i for i, is_special in enumerate(around["special_tokens_mask"]) if not is_special]',
  'BEFORE, AFTER = around["input_ids"][: inside[0]], around["input_ids"][inside[-1] + 1 :]',
  'MAX_PIECES = MAX_TOKENS - len(BEFORE) - len(AFTER)',
  '',
  '',
];

const STATES = [
  'def pieces_of(name, text, start, end, pieces):',
  '    """Ids of the sentence without special tokens, and which of them lie in the span."""',
  '    encoded = tokenizer(text, add_special_tokens=False, return_offsets_mapping=True)',
  '    ids, offsets = encoded["input_ids"], encoded["offset_mapping"]',
  '    inside = [i for i, (first, after) in enumerate(offsets) if after > start and first < end]',
  '    span = range(inside[0], inside[-1] + 1) if inside else range(0)',
  '    found = tokenizer.convert_ids_to_tokens([ids[i] for i in span])',
  '    if found != pieces:',
  '        sys.exit(f"{name}: this tokenizer gives the pieces {found}, that of Contexture {pieces}. Let MODEL name the model that Contexture has.")',
  '    return ids, span',
  '',
  '',
  'def states_of(name, ids):',
  '    """Hidden states of all layers, [tokens, width] each; row 0 is the first special token."""',
  '    if len(ids) > MAX_PIECES:',
  '        sys.exit(f"{name}: its sentence has {len(ids)} pieces, the model reads {MAX_PIECES}. Contexture reads it in windows, which this script does not.")',
  '    ids = torch.tensor([BEFORE + ids + AFTER])',
  '    with torch.no_grad():',
  '        states = model(input_ids=ids, attention_mask=torch.ones_like(ids), output_hidden_states=True).hidden_states',
  '    return [state[0].double() for state in states]',
  '',
  '',
];

const MATRIX = [
  'def distance(a, b):',
  '    if a is None or b is None:',
  '        return float("nan")',
  '    lengths = float(a.norm() * b.norm())',
  '    return 1.0 if lengths == 0 else min(2.0, max(0.0, 1 - float(a @ b) / lengths))',
  '',
  '',
  'names = [name for name, *_ in ITEMS]',
  'vectors = [vectors_of(*item) for item in ITEMS]',
  'for number, (layer, head) in enumerate(LAYERS.items()):',
  '    print(head)',
  '    print("", *names, sep="\\t")',
  '    for name, a in zip(names, vectors):',
  `        print(name, *(f"{distance(a and a[number], b and b[number]):.${DISTANCE_DIGITS}f}" for b in vectors), sep="\\t")`,
];
