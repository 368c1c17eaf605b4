import type { Occurrence, SentenceSet } from '../occurrence';
import { TOKEN_LABELS } from '../source-text';

const WORD = /[\p{L}\p{N}]/u;

/**
 * The sentences of a set whose words are all there, with no labels but a treebank's: CoNLL-U can then hold it without loss. Occurrences of a sentence lie
 * one behind another; what lies between them is no word. @returns null where it is not so
 */
export function wholeSentences({ occurrences, senses }: Pick<SentenceSet, 'occurrences' | 'senses'>): readonly (readonly Occurrence[])[] | null {
  if (occurrences.length === 0 || senses.length > 0) return null;
  const sentences: Occurrence[][] = [];
  let end = 0;
  for (const occurrence of occurrences) {
    if (!isPlainToken(occurrence)) return null;
    const { text, charStart, charEnd } = occurrence;
    const open = sentences.at(-1);
    if (open?.[0]?.text === text && charStart >= end) {
      if (WORD.test(text.slice(end, charStart))) return null;
      open.push(occurrence);
    } else {
      if (open !== undefined && WORD.test((open[0]?.text ?? '').slice(end))) return null;
      if (WORD.test(text.slice(0, charStart))) return null;
      sentences.push([occurrence]);
    }
    end = charEnd;
  }
  return WORD.test((sentences.at(-1)?.[0]?.text ?? '').slice(end)) ? null : sentences;
}

const isInOneLine = (text: string): boolean => text.trim() === text && !/[\r\n]/u.test(text);

function isPlainToken({ text, charStart, charEnd, word, labels }: Occurrence): boolean {
  const form = text.slice(charStart, charEnd);
  return isInOneLine(text) && form !== '' && isInOneLine(form) && !form.includes('\t') && WORD.test(form) && word === form.toLowerCase()
    && Object.entries(labels).every(([label, value]) => (TOKEN_LABELS as readonly string[]).includes(label) && value !== '' && value !== '_' && isInOneLine(value) && !value.includes('\t'));
}
