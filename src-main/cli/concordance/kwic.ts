import type { Occurrence } from '@contract/occurrence';

const CONTEXT_CHARS = 40;

/** Lines `left | word | right` (key word in context), the words below each other. White space is one space, and a context is cut at so many characters. */
export function kwicLines(occurrences: readonly Occurrence[]): string {
  const width = Math.max(0, ...occurrences.map(({ charStart, charEnd }) => charEnd - charStart));
  return occurrences.map(({ text, charStart, charEnd }) => {
    const left = plain(text.slice(0, charStart)).slice(-CONTEXT_CHARS);
    const right = plain(text.slice(charEnd)).slice(0, CONTEXT_CHARS);
    return `${left.join('').padStart(CONTEXT_CHARS + left.join('').length - left.length)} | ${text.slice(charStart, charEnd).replace(/\s+/gu, ' ').padEnd(width)} | ${right.join('')}`.trimEnd() + '\n';
  }).join('');
}

/** The characters as they are seen, so that none is cut. */
const plain = (text: string): string[] => Array.from(segmenter.segment(text.replace(/\s+/gu, ' ').trim()), ({ segment }) => segment);

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
