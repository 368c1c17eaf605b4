import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LATER_CASES, SENTENCE_CASES, textOfCase } from './sentence-cases.testing';
import { SentenceStream, type FoundSentence } from './sentence-stream';

function split(...lines: readonly string[]): FoundSentence[] {
  const found: FoundSentence[] = [];
  const stream = new SentenceStream((sentence) => { found.push(sentence); }, () => undefined);
  for (const [index, line] of lines.entries()) stream.add(line, index + 1);
  stream.end();
  return found;
}

const textsOf = (text: string): string[] => split(text).map((sentence) => sentence.text);
const isExact = (sentences: readonly string[]): boolean => JSON.stringify(textsOf(textOfCase(sentences))) === JSON.stringify(sentences);

describe('SentenceStream', () => {
  it.each(SENTENCE_CASES.map((sentences) => [textOfCase(sentences), sentences] as const))('splits %s', (text, sentences) => {
    expect(textsOf(text)).toEqual(sentences);
  });

  it('gets 15 of 24 later texts wholly right, as WHY.md says', () => {
    expect(LATER_CASES.filter(isExact)).toHaveLength(15);
  });

  it('finds the sentences of the background sample again, all of them and no others', () => {
    const sentences = readFileSync('assets/background.txt', 'utf8').split('\n').map((line) => line.trim()).filter((line) => line !== '');
    expect(textsOf(sentences.join(' '))).toEqual(sentences);
  });

  it('splits every text alike, wherever its windows end', () => {
    const all = SENTENCE_CASES.filter((sentences) => /^[\p{Lu}“]/u.test(sentences[0] ?? '')).map((sentences) => `${textOfCase(sentences)} The end.`);
    for (const nBefore of [990, 1_005, 1_015, 1_022]) {
      for (const text of all) {
        const alone = textsOf(`Begin. ${text}`).slice(1);
        expect(textsOf(`${'x'.repeat(nBefore)}. ${text}`).slice(1), text).toEqual(alone);
      }
    }
  });

  it('drops no character but white space between sentences', () => {
    const text = SENTENCE_CASES.map(textOfCase).join(' ').repeat(3);
    expect(textsOf(text).join('').replace(/\s/gu, '')).toBe(text.replace(/\s/gu, ''));
  });

  it('says on which line a sentence begins', () => {
    expect(split('One ends here. ', 'Two goes ', 'on and on. Three. ', 'Four.').map(({ line }) => line)).toEqual([1, 2, 3, 4]);
    expect(split('It was Dr. ', 'Smith. ', 'He left.')).toEqual([{ text: 'It was Dr. Smith.', line: 1 }, { text: 'He left.', line: 3 }]);
  });
});
