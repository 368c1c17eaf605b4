import type { MappedText, Part } from './mapped-text';

/** Python's `\s` and `\w` of text; JavaScript's differ. */
const SPACE = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const WORD = '\\p{L}\\p{N}_';

const REPEATED_CHARACTER = new RegExp(`([^${SPACE}])(\\1{2,})`, 'gu');
const REPEATED_WORD = new RegExp(`(?:[${SPACE}]|^)([${WORD}]+)[${SPACE}]+((?:\\1[${SPACE}]+)+)\\1([${SPACE}]|[^${WORD}]|$)`, 'gu');
const ALL_CAPITALS = new RegExp(`([${SPACE}]|^)([A-Z]+[^a-z${SPACE}]*)(?=[${SPACE}]|$)`, 'gu');
const CAPITALISED = new RegExp(`([${SPACE}]|^)([A-Z][^A-Z${SPACE}]*)(?=[${SPACE}]|$)`, 'gu');
const AROUND = new RegExp(`^[${SPACE}]+|[${SPACE}]+$`, 'gu');

/** In this order. Of "&amp;" it leaves "&&", as fastai does. */
const HTML: readonly (readonly [string, string])[] = [
  ['#39;', "'"], ['amp;', '&'], ['#146;', "'"], ['nbsp;', ' '], ['#36;', '$'], ['\\n', '\n'], ['quot;', "'"], ['<br />', '\n'],
  ['\\"', '"'], ['<unk>', 'xxunk'], [' @.@ ', '.'], [' @-@ ', '-'], ['...', ' …'],
];
/** Of the names of HTML 5 those of XML. */
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * fastai's `defaults.text_proc_rules` (fastai.text.core), in their order: fix_html, replace_rep, replace_wrep, spec_add_spaces, rm_useless_spaces,
 * replace_all_caps, replace_maj, lowercase, the last without the xxbos that it puts in front. Of HTML's named characters only XML's five are known.
 */
export function applyTextRules(given: MappedText): MappedText {
  let text = given;
  for (const [from, to] of HTML) text = text.replace(literally(from), (match) => [whole(match, to)]);
  text = text.replace(/&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|(amp|lt|gt|quot|apos));?/g, (match) => [whole(match, entity(match))]);
  text = text.replace(REPEATED_CHARACTER, (match) => {
    const [all, character = ''] = match;
    return [added(match.index, ` xxrep ${all.length / character.length} `), whole(match, character), added(match.index + all.length, ' ')];
  });
  text = text.replace(REPEATED_WORD, (match) => {
    const [all, word = '', others = '', behind = ''] = match;
    const end = match.index + all.length - behind.length;
    const start = match.index + all.indexOf(word);
    const n = others.split(new RegExp(`[${SPACE}]+`, 'u')).filter((one) => one !== '').length + 2;
    return [added(start, ` xxwrep ${n} `), { text: word, from: start, to: end }, added(end, ' '), text.kept(end, end + behind.length)];
  });
  text = text.replace(/[/#\\]/g, (match) => [added(match.index, ' '), whole(match, match[0]), added(match.index + 1, ' ')]);
  text = text.replace(/ {2,}/g, (match) => [text.kept(match.index, match.index + 1)]);
  text = capitalsMarked(text, ALL_CAPITALS, 'xxup');
  text = capitalsMarked(text, CAPITALISED, 'xxmaj');
  return lowered(text).replace(AROUND, () => []);
}

/** Words of one letter are lower-cased without a mark. */
function capitalsMarked(text: MappedText, pattern: RegExp, mark: string): MappedText {
  return text.replace(pattern, (match) => {
    const [all, before = '', word = ''] = match;
    const start = match.index + before.length;
    return [text.kept(match.index, start), ...(word.length > 1 ? [added(start, `${mark} `)] : []), { text: word.toLowerCase(), from: start, to: match.index + all.length }];
  });
}

/** İ alone becomes longer. All else is lowered together, since a final sigma depends on what is around it. */
function lowered(text: MappedText): MappedText {
  const others = text.replace(/İ/g, (match) => [whole(match, match[0].toLowerCase())]);
  return others.replace(/[^]+/g, (match) => [whole(match, match[0].toLowerCase())]);
}

function entity([all, decimal, hexadecimal, name = '']: RegExpExecArray): string {
  const code = decimal !== undefined ? Number(decimal) : hexadecimal !== undefined ? parseInt(hexadecimal, 16) : null;
  if (code === null) return ENTITIES[name] ?? all;
  return code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? '\ufffd' : String.fromCodePoint(code);
}

const literally = (text: string): RegExp => new RegExp(text.replace(/[\\.^$*+?()[\]{}|]/g, '\\$&'), 'g');
const whole = (match: RegExpExecArray, text: string): Part => ({ text, from: match.index, to: match.index + match[0].length });
const added = (at: number, text: string): Part => ({ text, from: at, to: at });
