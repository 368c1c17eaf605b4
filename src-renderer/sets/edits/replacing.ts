import { LIMITS } from '@contract/limits';
import type { Occurrence, SentenceSet } from '@contract/occurrence';
import { wordOfForm } from '../set-edits';
import { editedText, movedSpan } from './moved-span';
import { readTerms, type ReplaceTerms } from './replace-terms';

/** One sentence before and after; all its occurrences change with it. */
export interface SentenceChange {
  readonly before: Occurrence;
  readonly after: Occurrence;
  readonly rows: readonly number[];
  /** How many of them are another word then. */
  readonly nChangedWords: number;
}

/** A sentence that stays as it was, and why: its word would change, would be lost, or the text would be too long. */
export interface SentenceLeft {
  readonly before: Occurrence;
  readonly after: string;
  readonly why: 'changed' | 'lost' | 'long';
  /** How many of its occurrences that holds for. */
  readonly n: number;
}

export type ReplacePlan =
  | { readonly kind: 'none' }
  | { readonly kind: 'broken'; readonly message: string }
  | { readonly kind: 'plan'; readonly changes: readonly SentenceChange[]; readonly left: readonly SentenceLeft[]; readonly occurrences: ReadonlyMap<number, Occurrence> };

/**
 * What replacing makes of the sentences that have one of `rows`. Sentences with the same text are one: where the word of one occurrence is lost, the whole sentence is left.
 * @param areWordsChanged whether a target word may become another one in its place
 */
export function planReplacing(set: SentenceSet, rows: readonly number[], terms: ReplaceTerms, areWordsChanged: boolean): ReplacePlan {
  const replacing = readTerms(terms);
  if (replacing.kind !== 'ready') return replacing;
  const rowsOf = rowsByText(set);
  const wordOf = rememberedWords(set);
  const changes: SentenceChange[] = [], left: SentenceLeft[] = [];
  const occurrences = new Map<number, Occurrence>();
  for (const text of new Set(rows.flatMap((row) => set.occurrences[row]?.text ?? []))) {
    const edits = replacing.editsIn(text);
    const own = rowsOf.get(text) ?? [];
    const [first] = own;
    const before = first === undefined ? undefined : set.occurrences[first];
    if (edits.length === 0 || before === undefined) continue;
    const next = editedText(text, edits);
    const spans = own.map((row) => movedSpan(text, edits, set.occurrences[row] ?? before));
    const nLost = spans.filter(({ fate }) => fate === 'lost').length;
    const nChanged = spans.filter(({ fate }) => fate === 'changed').length;
    if (next.length > LIMITS.sentenceLength) left.push({ before, after: next.slice(0, 200), why: 'long', n: own.length });
    else if (nLost > 0) left.push({ before, after: next, why: 'lost', n: nLost });
    else if (nChanged > 0 && !areWordsChanged) left.push({ before, after: next, why: 'changed', n: nChanged });
    else {
      own.forEach((row, index) => {
        const { charStart, charEnd, fate } = spans[index] ?? { charStart: 0, charEnd: 0, fate: 'lost' };
        const was = set.occurrences[row] ?? before;
        occurrences.set(row, { ...was, text: next, charStart, charEnd, word: fate === 'changed' ? wordOf(next.slice(charStart, charEnd)) : was.word });
      });
      changes.push({ before, after: occurrences.get(own[0] ?? -1) ?? before, rows: own, nChangedWords: nChanged });
    }
  }
  return { kind: 'plan', changes, left, occurrences };
}

/** The set with a plan carried out; the set itself where nothing changes. The plan was made for the same rows. */
export function replaceTexts(set: SentenceSet, occurrences: ReadonlyMap<number, Occurrence>): SentenceSet {
  return occurrences.size === 0 ? set : { ...set, occurrences: set.occurrences.map((occurrence, row) => occurrences.get(row) ?? occurrence) };
}

function rowsByText({ occurrences }: SentenceSet): ReadonlyMap<string, readonly number[]> {
  const rows = new Map<string, number[]>();
  occurrences.forEach(({ text }, row) => {
    const own = rows.get(text);
    if (own === undefined) rows.set(text, [row]);
    else own.push(row);
  });
  return rows;
}

/** Looking a form up goes through the whole set: once for each. */
function rememberedWords(set: SentenceSet): (form: string) => string {
  const words = new Map<string, string>();
  return (form) => {
    const word = words.get(form) ?? wordOfForm(set, form);
    words.set(form, word);
    return word;
  };
}
