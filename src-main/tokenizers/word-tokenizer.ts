import type { CharSpan } from '@contract/occurrence';

/** A word as the word-based models read it: `form` is what is fed to them, the span is where it stands in the text. */
export interface WordToken extends CharSpan {
  readonly form: string;
}

// Letters with their marks, and digits; invisible format characters (soft hyphen, joiners) do not end a word.
const CORE = '[\\p{L}\\p{N}\\p{M}](?:[\\p{L}\\p{N}\\p{M}]|\\p{Cf}(?=[\\p{L}\\p{N}\\p{M}]))*';
const APOSTROPHE = "['\\u2018\\u2019\\u02bc\\uff07]";
const HYPHEN = '[-\\u2010\\u2011]';
const END = '(?![\\p{L}\\p{N}\\p{M}])';

/** In order of preference. Everything that matches nothing (white space, control characters, lone surrogates) is skipped. */
const TOKEN = new RegExp([
  `(?<possessive>${APOSTROPHE}[sS]${END}(?!${APOSTROPHE}))`,
  `(?<word>${CORE}(?:(?:${APOSTROPHE}|${HYPHEN}|(?<=\\p{Nd})[.,](?=\\p{Nd}))${CORE})*)`,
  '(?<ellipsis>\\u2026|\\.{3,}|\\.(?: \\.){2,})',
  "(?<double>``|''|[\"\\u201c-\\u201f\\u2033\\u00ab\\u00bb\\uff02])",
  `(?<single>[\`\\u2018-\\u201b\\u2032]|${APOSTROPHE})`,
  '(?<dash>-{2,}|[\\u2012-\\u2015]+)',
  '(?<emoji>\\p{Extended_Pictographic}(?:[\\p{M}\\p{Emoji_Modifier}]|\\u200d\\p{Extended_Pictographic})*|\\p{Regional_Indicator}{2})',
  '(?<other>[\\p{P}\\p{S}\\p{Co}\\p{Cn}]\\p{M}*)',
].join('|'), 'gu');

const POSSESSIVE = new RegExp(`^(.*[\\p{L}\\p{N}\\p{M}])(${APOSTROPHE})([sS])$`, 'u');
const ALL_APOSTROPHES = new RegExp(APOSTROPHE, 'gu');
const ALL_HYPHENS = new RegExp(HYPHEN, 'gu');

/**
 * The words of a text as ELMo and the static models were trained on them: punctuation apart, a final 's apart, other
 * contractions and hyphenated words whole, numbers such as 3.5 and 1,000 whole, an ellipsis one token. Typographic
 * quotes become " and ', long dashes --, ellipses ...; case is kept. Spans are in text order and do not overlap.
 */
export function tokenizeWords(text: string): readonly WordToken[] {
  const words: WordToken[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const charStart = match.index;
    const written = match[0];
    const charEnd = charStart + written.length;
    const groups = match.groups ?? {};
    if (groups['word'] === undefined) {
      words.push({ charStart, charEnd, form: plainForm(written, groups) });
      continue;
    }
    const possessive = POSSESSIVE.exec(written);
    if (possessive === null) {
      words.push({ charStart, charEnd, form: wordForm(written) });
      continue;
    }
    const [, stem = '', apostrophe = '', s = ''] = possessive;
    const middle = charStart + stem.length;
    words.push({ charStart, charEnd: middle, form: wordForm(stem) });
    words.push({ charStart: middle, charEnd: middle + apostrophe.length + s.length, form: `'${s}` });
  }
  return words;
}

function wordForm(written: string): string {
  return written.replace(/\p{Cf}/gu, '').replace(ALL_APOSTROPHES, "'").replace(ALL_HYPHENS, '-');
}

function plainForm(written: string, groups: Readonly<Record<string, string | undefined>>): string {
  if (groups['possessive'] !== undefined) return `'${written.slice(-1)}`;
  if (groups['ellipsis'] !== undefined) return '...';
  if (groups['double'] !== undefined) return '"';
  if (groups['single'] !== undefined) return "'";
  if (groups['dash'] !== undefined) return '--';
  if (written === '\u2010' || written === '\u2011') return '-';
  return written;
}
