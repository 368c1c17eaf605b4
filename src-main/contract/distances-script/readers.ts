import type { Pooling } from '../embedding';
import type { SentencePooling } from '../model-card';
import { pythonText } from './python-text';

/** The two places of the script that differ with the pooling. */
export interface ReaderLines {
  /** Among the settings at the top. */
  readonly before: readonly string[];
  /** `vectors_of`: one vector a layer of LAYERS, or None. */
  readonly read: readonly string[];
}

const WORD_POOLINGS = {
  mean: ['mean of the pieces', 'span'], first: ['the first piece', 'span[:1]'], last: ['the last piece', 'span[-1:]'],
} as const satisfies Record<Exclude<Pooling, 'sentence'>, readonly [string, string]>;

export function wordReader(pooling: Exclude<Pooling, 'sentence'>): ReaderLines {
  const [words, rows] = WORD_POOLINGS[pooling];
  return {
    before: [],
    read: [
      'def vectors_of(name, text, start, end, pieces):',
      `    """Of the word: ${words}."""`,
      '    ids, span = pieces_of(name, text, start, end, pieces)',
      '    if not span:',
      '        return None',
      '    states = states_of(name, ids)',
      `    rows = [len(BEFORE) + i for i in ${rows}]`,
      '    return [states[layer][rows].mean(0) for layer in LAYERS]',
      '',
      '',
    ],
  };
}

/** How `rows`, `[tokens, width]` of one layer, become a vector; `skipped` rows of a prompt stand before them. */
const SENTENCE_POOLINGS: Readonly<Record<SentencePooling['mode'], readonly [string, string]>> = {
  'mean': ['mean of all rows', 'rows.mean(0)'],
  'cls': ['the first row', 'rows[0]'],
  'max': ['the largest value in each dimension', 'rows.amax(0)'],
  'mean-sqrt-length': ['sum of all rows over the root of their number', 'rows.sum(0) / len(rows) ** 0.5'],
  'weighted-mean': ['mean of all rows, each counted by its place', '(rows * places).sum(0) / places.sum()'],
  'last': ['the last row', 'rows[-1]'],
};

/** A length of 1 (`normalize`) changes no cosine, so it is left out. */
export function sentenceReader(sentence: SentencePooling | undefined, prompt: string): ReaderLines {
  const [words, value] = SENTENCE_POOLINGS[sentence?.mode ?? 'mean'];
  const isSkipped = prompt !== '' && sentence?.isPromptPooled === false;
  return {
    before: [
      ...(prompt === '' ? [] : ['# Read before every sentence.', `PROMPT = ${pythonText(prompt)}`]),
      ...(sentence === undefined ? [] : ['# Tokens of a sentence that are read; what follows them is not.', `SENTENCE_TOKENS = ${sentence.maxTokens}`]),
    ],
    read: [
      'def vectors_of(name, text, start, end, pieces):',
      `    """Of the whole sentence, special tokens included: ${words}."""`,
      prompt === '' ? '    ids, _ = pieces_of(name, text, start, end, pieces)' : '    ids, _ = pieces_of(name, PROMPT + text, len(PROMPT) + start, len(PROMPT) + end, pieces)',
      ...(sentence === undefined ? [] : ['    ids = ids[: SENTENCE_TOKENS - len(BEFORE) - len(AFTER)]']),
      '    if not ids:',
      '        return None',
      ...(isSkipped
        ? ['    # The pieces of the prompt, and the special tokens before them, are left out.', '    skipped = len(tokenizer(PROMPT, add_special_tokens=False)["input_ids"]) + max(0, len(AFTER) - 1)', '    skipped += len(BEFORE) if skipped else 0']
        : ['    skipped = 0']),
      '    states = states_of(name, ids)',
      '    vectors = []',
      '    for layer in LAYERS:',
      '        rows = states[layer][skipped:]',
      ...(sentence?.mode === 'weighted-mean' ? ['        places = torch.arange(skipped + 1, skipped + 1 + len(rows)).double()[:, None]'] : []),
      `        vectors.append(${value})`,
      '    return vectors',
      '',
      '',
    ],
  };
}
