/** All but what is printed: controls, format characters (directions, joiners), separators other than the space, surrogates, private and unassigned characters. */
const UNPRINTED = /[^\P{C}]|[^\P{Z} ]/gu;

function escaped(character: string): string {
  const code = character.codePointAt(0) as number;
  const hex = (digits: number): string => code.toString(16).padStart(digits, '0');
  return code < 0x100 ? `\\x${hex(2)}` : code < 0x10000 ? `\\u${hex(4)}` : `\\U${hex(8)}`;
}

/** Half a surrogate pair is no character: our tokenizers pass over it, and Python's refuse it. */
export const withoutLoneSurrogates = (text: string): string => text.replace(/\p{Surrogate}/gu, '');

/** A literal of Python 3 whose value is the text without lone surrogates. Letters of all scripts stand as they are, what is not printed is escaped. */
export function pythonText(text: string): string {
  const marks = withoutLoneSurrogates(text).replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t');
  return `"${marks.replace(UNPRINTED, escaped)}"`;
}

/** The same in a comment: one line, whatever is in the text. */
export const pythonComment = (text: string): string => withoutLoneSurrogates(text).replace(/\s+/gu, ' ').replace(UNPRINTED, escaped);

/**
 * A span of UTF-16 units in code points of the text without lone surrogates, as Python counts. An edge inside a character is moved outwards.
 */
export function codePointSpan(text: string, charStart: number, charEnd: number): readonly [start: number, end: number] {
  let [at, n, start, end] = [0, 0, -1, 0];
  for (const character of text) {
    const isCounted = !/\p{Surrogate}/u.test(character);
    const next = at + character.length;
    if (start < 0 && next > charStart) start = n;
    if (isCounted) n++;
    if (at < charEnd) end = n;
    at = next;
  }
  return [start < 0 ? n : start, end];
}
