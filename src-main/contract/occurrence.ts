/** Half-open range `[charStart, charEnd)` in UTF-16 code units of a text. */
export interface CharSpan {
  readonly charStart: number;
  readonly charEnd: number;
}

/**
 * One token in one sentence: the thing a point of the scene stands for.
 * `text.slice(charStart, charEnd)` is the occurrence as written; `word` is the target it was found for (`bank` for `banks`).
 */
export interface Occurrence extends CharSpan {
  readonly text: string;
  readonly word: string;
  /** Label columns of the input, by column name; the gold sense is under `sense`. */
  readonly labels: Readonly<Record<string, string>>;
}

/** A gold sense of a set: `id` is what files say, `label` what the screen says. */
export interface Sense {
  readonly id: string;
  readonly label: string;
}

/** Occurrences that are looked at together. */
export interface SentenceSet {
  readonly id: string;
  /** What the word index shows: the word itself for presets, the file's name or "pasted" for own sets. */
  readonly title: string;
  readonly word: string;
  readonly origin: 'preset' | 'own';
  /** In the order in which colours and glyphs are given out; empty where nothing is labelled. */
  readonly senses: readonly Sense[];
  readonly occurrences: readonly Occurrence[];
}

/** A row of the first-run page and of the word index. */
export interface PresetSummary {
  readonly id: string;
  readonly title: string;
  readonly word: string;
  readonly nOccurrences: number;
  /** `source`: the dictionary entry that tells the sense apart; empty where none is named. */
  readonly senses: readonly (Sense & { readonly n: number; readonly source: string })[];
  readonly example: Occurrence;
  /** Language tag (BCP 47) of its sentences; `mul`: several, which each sentence names under `language`; null: English. */
  readonly language: string | null;
  /** What a reader should know before trusting it; empty: nothing. */
  readonly note: string;
}
