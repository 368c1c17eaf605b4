import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { tokenizeWords } from './word-tokenizer';

const forms = (text: string) => tokenizeWords(text).map((word) => word.form);
const ugly = (JSON.parse(readFileSync(resolve(import.meta.dirname, 'golden/wordpiece.json'), 'utf8')) as { variants: { cases: { text: string }[] }[] })
  .variants[0]?.cases.map(({ text }) => text) ?? [];

describe('words', () => {
  test.each([
    ['They fished from the grassy bank of the stream.', 'They fished from the grassy bank of the stream .'],
    ['The dog\u2019s bone isn\u2019t John\'s.', "The dog 's bone isn't John 's ."],
    ['JOHN\'S o\'clock James\' don\'t', "JOHN 'S o'clock James ' don't"],
    ["the dog 's bone (he)'s", "the dog 's bone ( he ) 's"],
    ['\u201cWell-known\u201d \u2018quoted\u2019 \u00abtext\u00bb ``so\'\'', '" Well-known " \' quoted \' " text " " so "'],
    ['one\u2014two -- three---four 1990\u20131995 a-b', 'one -- two -- three -- four 1990 -- 1995 a-b'],
    ['3.5 or 1,000.25, $50 10% v2.0.', '3.5 or 1,000.25 , $ 50 10 % v2.0 .'],
    ['Wait\u2026 what... no . . . yes..', 'Wait ... what ... no ... yes . .'],
    ['a_b x=y c/d [e] #f @g', 'a _ b x = y c / d [ e ] # f @ g'],
    ['Cafe\u0301 na\u00efve co\u00adoperate non\u2011breaking', 'Cafe\u0301 na\u00efve cooperate non-breaking'],
    ['👩\u200d👩\u200d👧 ❤\ufe0f 🇩🇪 👍🏽!', '👩\u200d👩\u200d👧 ❤\ufe0f 🇩🇪 👍🏽 !'],
    ['हिन्दी \u0645\u064f\u062d 東京', 'हिन्दी \u0645\u064f\u062d 東京'],
    ['<S> [CLS]', '< S > [ CLS ]'],
  ])('%s', (text, expected) => {
    expect(forms(text).join(' ')).toBe(expected);
  });

  test('a possessive is split at the apostrophe, spans in UTF-16', () => {
    expect(tokenizeWords('😀 dog\u2019s')).toEqual([
      { charStart: 0, charEnd: 2, form: '😀' }, { charStart: 3, charEnd: 6, form: 'dog' }, { charStart: 6, charEnd: 8, form: "'s" },
    ]);
  });

  test('nothing but white space, control characters and lone surrogates gives no word', () => {
    expect(tokenizeWords(' \t\r\n\u00a0\u200b\ufeff\u0000\u0085\ud800')).toEqual([]);
    expect(tokenizeWords('')).toEqual([]);
  });

  test('on difficult texts: spans in order, without overlap, forms never empty, no letter or digit lost', () => {
    expect(ugly.length).toBeGreaterThan(300);
    for (const text of ugly) {
      let last = 0;
      const covered: string[] = [];
      for (const { charStart, charEnd, form } of tokenizeWords(text)) {
        expect(charStart).toBeGreaterThanOrEqual(last);
        expect(charEnd).toBeGreaterThan(charStart);
        expect(form.length).toBeGreaterThan(0);
        covered.push(text.slice(last, charStart));
        last = charEnd;
      }
      covered.push(text.slice(last));
      expect(covered.join('')).not.toMatch(/[\p{L}\p{N}\p{P}\p{S}]/u);
    }
  });
});
