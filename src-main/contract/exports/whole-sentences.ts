import type { Occurrence, SentenceSet } from '../occurrence';
import { hasWord, isWholeSentence, wordRuns } from '../sentences/word-runs';
import { TOKEN_LABELS } from '../source-text';

/**
 * The sentences of a set whose words are all there, with no labels but a treebank's: CoNLL-U can then hold it without loss. Occurrences of a sentence lie
 * one behind another; what lies between them is no word. @returns null where it is not so
 */
export function wholeSentences({ occurrences, senses }: Pick<SentenceSet, 'occurrences' | 'senses'>): readonly (readonly Occurrence[])[] | null {
  if (occurrences.length === 0 || senses.length > 0 || !occurrences.every(isPlainToken)) return null;
  const sentences = wordRuns(occurrences);
  return sentences.every(isWholeSentence) ? sentences : null;
}

const isInOneLine = (text: string): boolean => text.trim() === text && !/[\r\n]/u.test(text);

function isPlainToken({ text, charStart, charEnd, word, labels }: Occurrence): boolean {
  const form = text.slice(charStart, charEnd);
  return isInOneLine(text) && form !== '' && isInOneLine(form) && !form.includes('\t') && hasWord(form) && word === form.toLowerCase()
    && Object.entries(labels).every(([label, value]) => (TOKEN_LABELS as readonly string[]).includes(label) && value !== '' && value !== '_' && isInOneLine(value) && !value.includes('\t'));
}
