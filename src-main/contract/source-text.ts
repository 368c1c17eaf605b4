/** How a plain text is read: every line is a sentence, or lines are joined and cut into sentences. */
export const READINGS = ['lines', 'running'] as const;
export type Reading = (typeof READINGS)[number];

/** What a treebank says of a word, by the names of CoNLL-U's columns, letters small (https://universaldependencies.org/format.html). */
export const TOKEN_LABELS = ['lemma', 'upos', 'xpos', 'feats', 'deprel'] as const;
export type TokenLabel = (typeof TOKEN_LABELS)[number];

/** What was found in a file, a drop or a paste before the user has chosen the target word and the columns. */
export interface SourcePreview {
  readonly sourceId: string;
  /** File name, or "pasted text". */
  readonly name: string;
  readonly format: 'txt' | 'csv' | 'tsv' | 'jsonl' | 'conllu' | 'parquet';
  /** Of a plain text; null for a table. */
  readonly reading: Reading | null;
  readonly nRows: number;
  readonly encoding: string;
  /** Column names in file order; one column `text` for `.txt`. */
  readonly columns: readonly string[];
  /** At most 8 rows, cells as text. */
  readonly sampleRows: readonly (readonly string[])[];
  /** What the names suggest; null where nothing fits. */
  readonly guess: {
    readonly text: string | null;
    readonly word: string | null;
    readonly charStart: string | null;
    readonly charEnd: string | null;
    readonly sense: string | null;
  };
  /** Set when every row already says where its target is (|bars|, a word column, or spans). */
  readonly hasTargets: boolean;
  /** Labels that every word of the sentences carries by itself ({@link TOKEN_LABELS}); empty but for a treebank. */
  readonly tokenLabels: readonly string[];
  /** Frequent content words, most frequent first, for the target picker (at most 24). */
  readonly frequentWords: readonly { readonly word: string; readonly n: number }[];
}

/** The user's choice for a {@link SourcePreview}. */
export interface SourceChoice {
  readonly sourceId: string;
  readonly textColumn: string;
  /**
   * `word`: every occurrence of this form, of a treebank also of this lemma; `rows`: what each row itself names; `every`: all words of a treebank, or `nMost`
   * of them drawn by `seed`; with `nSentences` of so many sentences, drawn first.
   */
  readonly target:
    | { readonly by: 'word'; readonly word: string }
    | { readonly by: 'rows'; readonly wordColumn: string | null; readonly spanColumns: readonly [string, string] | null }
    | { readonly by: 'every'; readonly nMost: number; readonly seed: number; readonly nSentences?: number };
  /** Columns kept as labels; the one named `senseColumn` becomes the gold sense. */
  readonly labelColumns: readonly string[];
  readonly senseColumn: string | null;
}

/** `leftOut`: rows (1-based line numbers of the file) without the target; at most 1,000 are listed. */
export interface BuiltSet {
  readonly set: import('./occurrence').SentenceSet;
  readonly leftOut: readonly { readonly line: number; readonly reason: string }[];
  readonly nLeftOut: number;
}

/** What a concordance looks for: word forms (one, or those of a lemma), or a regular expression as RE2 reads it. */
export type ConcordanceTarget = { readonly by: 'forms'; readonly forms: readonly string[] } | { readonly by: 'pattern'; readonly pattern: string };

export interface ConcordanceChoice {
  /** Of files, and of folders with all that is in them; one at least. */
  readonly paths: readonly string[];
  readonly target: ConcordanceTarget;
  readonly isExactCase: boolean;
  /** So many occurrences at most, drawn by `seed` where there are more. */
  readonly nMost: number;
  readonly seed: number;
  /** Of the plain texts; null: each as it seems to be written. */
  readonly reading: Reading | null;
}

/** Texts that a person chose to search. */
export interface ChosenTexts {
  /** Stands for their paths, which the page never sees. */
  readonly handle: string;
  /** Of the folder or the file; null where there are several. */
  readonly name: string | null;
  readonly nFiles: number;
  readonly nBytes: number;
  /** Of what was chosen: files and folders that will not be searched. */
  readonly nLeftOut: number;
}

/** What to look for in {@link ChosenTexts}. */
export type TextSearch = Omit<ConcordanceChoice, 'paths'> & Pick<ChosenTexts, 'handle'>;

export interface ConcordanceProgress {
  readonly nBytes: number;
  readonly nTotalBytes: number;
  readonly nHits: number;
}

/** A text that was searched. `file` is its path within the folder, with `/`. */
export interface ConcordanceFile {
  readonly file: string;
  readonly encoding: string;
  /** Of a plain text. */
  readonly reading: Reading | null;
  readonly nHits: number;
  /** How many times a sentence that is longer than one may be was cut in two. */
  readonly nCut: number;
}

/** `set`: what was found, or the sample of it, in the order of files and text, with the labels `file` and `line`; it may have no occurrence. At most 1,000 of `leftOut` are listed. */
export interface Concordance {
  readonly set: import('./occurrence').SentenceSet;
  readonly nHits: number;
  readonly files: readonly ConcordanceFile[];
  /** Files (`line` null) and lines that were not searched, and why, to follow the file's name. */
  readonly leftOut: readonly { readonly file: string; readonly line: number | null; readonly reason: string }[];
  readonly nLeftOut: number;
}
