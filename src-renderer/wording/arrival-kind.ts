/** What a dropped or pasted file is taken for. */
export type ArrivalKind = 'model' | 'sentences' | 'either';

const TEXT_FILE = /\.(txt|jsonl|ndjson|conllu)$/i;

/** Whether a file can be searched for a word, by its name. */
export const isTextName = (name: string): boolean => TEXT_FILE.test(name);

const MODEL_FILE = /\.(bin|vec|gz|onnx|hdf5|safetensors)$/i;

/** By its name alone: a folder is a model unless {@link isFolderOfTexts}, a table of sentences never is, and a `.txt` can be sentences or word vectors. */
export function arrivalKind(name: string, isFolder: boolean): ArrivalKind {
  if (isFolder || MODEL_FILE.test(name)) return 'model';
  return /\.txt$/i.test(name) ? 'either' : 'sentences';
}

/** Bytes of a file's beginning that {@link looksLikeWordVectors} asks for: the longest usual line has 1,024 numbers. */
export const HEAD_BYTES = 65_536;
const FEWEST_NUMBERS = 10;
const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;

/**
 * Whether the beginning of a `.txt` is lines of a word and its numbers, after at most one line with the two counts of word2vec's
 * header. No sentence looks like that; the main process looks properly and has the last word.
 */
export function looksLikeWordVectors(head: string): boolean {
  const lines = head.split('\n').map((line) => line.trim().split(/\s+/));
  const isHeader = lines[0]?.length === 2 && lines[0].every((cell) => /^\d+$/.test(cell));
  // The last line of the head may be cut.
  const whole = lines.slice(isHeader ? 1 : 0, lines.length === 1 ? 1 : -1).slice(0, 3);
  return whole.length > 0 && whole.every((cells) => cells.length > FEWEST_NUMBERS && cells.slice(-FEWEST_NUMBERS).every((cell) => NUMBER.test(cell)));
}

/** What only a model's folder has: files of weights, a checkpoint of TensorFlow, a configuration, or the folders of the hub's cache. */
const OF_A_MODEL = /\.(bin|vec|gz|onnx|hdf5|h5|safetensors|pt|pth|index|meta)$|\.ckpt|\.data-\d|config\.json$|^options\.json$|^model\.json$|^snapshots$/i;

/** Whether a folder is one of texts, by what lies in it. What is neither is left to the models' own inspection, which says why. */
export const isFolderOfTexts = (entries: readonly { readonly name: string; readonly isFolder: boolean }[]): boolean =>
  !entries.some(({ name }) => OF_A_MODEL.test(name)) && entries.some(({ name, isFolder }) => isFolder || isTextName(name));
