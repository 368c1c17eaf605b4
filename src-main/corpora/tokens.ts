import { TOKEN_LABELS } from '@contract/source-text';
import { foldWord } from '../tokenizers/fold';
import type { RowTargets } from './row-targets';
import { quote, type SourceRow, type SourceToken } from './source-table';

/** The labels of a token, by the names that {@link TOKEN_LABELS} gives. */
export const tokenLabels = ({ annotation }: SourceToken): Record<string, string> =>
  Object.fromEntries(TOKEN_LABELS.flatMap((name) => (annotation[name] === null ? [] : [[name, annotation[name]] as const])));

/** Every token of a row that has this form or this lemma, case folded; of a token that stands for several words, the lemma of any. */
export function tokenTargets(word: string): (row: SourceRow) => RowTargets {
  const folded = foldWord(word);
  return ({ cells, tokens = [] }) => {
    const text = cells[0] ?? '';
    const found = tokens.filter((token) => foldWord(text.slice(token.charStart, token.charEnd)) === folded || hasLemma(token, folded));
    if (found.length === 0) return { reason: `${quote(word)} is neither a form nor a lemma in it` };
    return { text, targets: found.map((token) => ({ charStart: token.charStart, charEnd: token.charEnd, word, labels: tokenLabels(token) })) };
  };
}

const hasLemma = ({ annotation: { lemma } }: SourceToken, folded: string): boolean =>
  lemma !== null && (foldWord(lemma) === folded || (lemma.includes('+') && lemma.split('+').some((part) => foldWord(part) === folded)));
