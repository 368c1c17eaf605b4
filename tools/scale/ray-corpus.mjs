// Occurrences from the bundled sets, and texts that a finder or an offset can go wrong at.
import { readdirSync, readFileSync } from 'node:fs';
import { inRoot } from '../setup/project.mjs';

export const words = ['bank', 'run', 'spring', 'light', 'bat', 'match', 'bark', 'pitch', 'cell', 'charge', 'Straße', 'ﬁre', 'cafe\u0301', '銀行', 'river bank', "can't", 'σοφός'];

export const oddTexts = [
  '😀 The bank 😀😀 stood by the river  bank, not by the embankment; BANK-notes and bank\u00ads.',
  'Die STRASSE und die Straße, der Straßen.', 'A ﬁre, a FIRE and a fi\u00adre; camp\u00adfire.', 'A café, a cafe\u0301 and a CAFÉ\u0323.',
  '中国銀行は銀行です。',
  'I can’t, you can`t and they can\u02bct; ｂａｎｋ in full width.', 'ΣΟΦΌΣ and σοφός, σοφόςs.', '𝒳𝒴 bank𝒳 bank',
  'bank\u200bbank bank\ufeffbank \u2028bank\u200d', 'İbank ıbank ßbank bank1 1bank bank_ _bank',
];

const lines = (file) => readFileSync(inRoot('assets/presets', file), 'utf8').trim().split('\n').map((line) => JSON.parse(line));

/** So many lines of JSONL: the sets one after another, again with a number behind where they end; a text of emoji, and texts that are longer than the model reads, among them. */
export function corpusOf(n) {
  const all = readdirSync(inRoot('assets/presets')).filter((file) => file.endsWith('.jsonl')).sort().flatMap(lines)
    .map(({ text, charStart, charEnd, word, sense }) => ({ text, charStart, charEnd, word, sense }));
  const smile = '😀 The bank 😀 lent us money.';
  const long = Array.from({ length: 90 }, (_, i) => all[i * 3].text).join(' ');
  const odd = [
    { text: smile, charStart: smile.indexOf('bank'), charEnd: smile.indexOf('bank') + 4, word: 'bank', sense: 'money' },
    ...[0.01, 0.3, 0.5, 0.77, 0.999].map((share) => {
      const charStart = long.lastIndexOf(' ', long.length * share) + 1;
      const charEnd = charStart + /^\S*/.exec(long.slice(charStart))[0].length;
      return { text: long, charStart, charEnd, word: long.slice(charStart, charEnd), sense: 'long' };
    }),
  ];
  const rows = Array.from({ length: n - odd.length }, (_, i) => {
    const row = all[i % all.length];
    return i < all.length ? row : { ...row, text: `${row.text} ${Math.floor(i / all.length)}` };
  });
  rows.splice(n >> 1, 0, ...odd);
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}
