/** A text made comparable, with the way back to its own offsets. */
export interface FoldedText {
  readonly folded: string;
  /**
   * `origins[i]`: UTF-16 offset in the text of the character that folded unit i begins; -1 where unit i is not the first one of
   * its character (`ß` folds to `ss`), so no match may start or end there. One entry more than units: the text's length.
   */
  readonly origins: Int32Array;
}

/** Full case folding and canonical decomposition of one character; apostrophes, hyphens and full-width letters become their ASCII forms, what is invisible nothing. */
function foldCharacter(character: string): string {
  switch (character) {
    case '’': case '‘': case '‛': case 'ʼ': case '´': case '`': case '′': return "'"; // accents and primes too: many keyboards have no apostrophe
    case '‐': case '‑': return '-';
    case 'ـ': return ''; // the tatweel only stretches an Arabic word
    case '\u200b': return character; // a space without width ends words where no others are written
    case 'ẞ': return 'ss'; // the capital has no capital of its own (CaseFolding.txt, 1E9E, status F)
    case 'ı': return 'ı'; // its capital is I, but folding keeps it apart from i (CaseFolding.txt, status T)
    default:
      // Byte order marks are white space to JavaScript, and nothing to the eye, like soft hyphens, joiners and variation selectors.
      if (/\p{Default_Ignorable_Code_Point}/u.test(character)) return '';
      if (/\s/u.test(character)) return ' ';
      // Full-width letters, as East Asian keyboards write them.
      if (character >= '！' && character <= '～') return foldCharacter(String.fromCharCode(character.charCodeAt(0) - 0xfee0));
      // Through capitals, because they alone merge ß with ss, ς with σ and ſ with s (what CaseFolding.txt lists as F and C).
      return Array.from(character.toUpperCase(), (upper) => upper.toLowerCase()).join('').normalize('NFD');
  }
}

const TATWEEL = 0x640;
const AFTER_INVISIBLE = /^\p{Default_Ignorable_Code_Point}+(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{M}\p{N}]/u;

const cache = new Map<number, string>();

function foldedCodePoint(codePoint: number): string {
  let folded = cache.get(codePoint);
  if (folded === undefined) {
    folded = foldCharacter(String.fromCodePoint(codePoint));
    if (cache.size < 8192) cache.set(codePoint, folded);
  }
  return folded;
}

/**
 * Folds case as Unicode does (statuses C and F of CaseFolding.txt), decomposes accents, and reads a run of white space as one
 * space, so that what looks the same compares the same; what cannot be seen counts for nothing inside a word.
 */
export function foldText(text: string): FoldedText {
  if (/^[\x21-\x7e]*(?: [\x21-\x7e]+)* ?$/u.test(text)) {
    return { folded: text.toLowerCase().replaceAll('`', "'"), origins: Int32Array.from({ length: text.length + 1 }, (_, index) => index) };
  }
  const origins: number[] = [];
  let folded = '';
  let endsInSpace = false;
  for (let offset = 0; offset < text.length;) {
    const codePoint = text.codePointAt(offset) as number;
    const known = foldedCodePoint(codePoint);
    const units = known === '' && codePoint !== TATWEEL && !isInsideWord(folded, text, offset) ? String.fromCodePoint(codePoint) : known;
    const isSpace = units === ' ';
    if (!(isSpace && endsInSpace)) {
      for (let index = 0; index < units.length; index++) origins.push(index === 0 ? offset : -1);
      folded += units;
    }
    if (units !== '') endsInSpace = isSpace;
    offset += codePoint > 0xffff ? 2 : 1;
  }
  origins.push(text.length);
  return { folded: ordered(folded), origins: Int32Array.from(origins) };
}

/** Whether letters, marks or digits stand on both sides of what is invisible: at the edge of a word it is no part of it. */
function isInsideWord(before: string, text: string, offset: number): boolean {
  return /[\p{L}\p{M}\p{N}]$/u.test(before.slice(-2)) && AFTER_INVISIBLE.test(text.slice(offset, offset + 8));
}

/** Marks on one letter may be typed in any order (Vietnamese ê with a dot below). No word ends between them, so that origins need not follow. */
function ordered(folded: string): string {
  return folded.replace(/\p{M}{2,}/gu, (marks) => marks.normalize('NFD'));
}

/** A word form as a key: two forms with one key are the same word to the reader. */
export function foldWord(word: string): string {
  return foldText(word.trim()).folded;
}
