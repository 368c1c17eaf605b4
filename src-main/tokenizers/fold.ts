/** A text made comparable, with the way back to its own offsets. */
export interface FoldedText {
  readonly folded: string;
  /**
   * `origins[i]`: UTF-16 offset in the text of the character that folded unit i begins; -1 where unit i is not the first one of
   * its character (`ß` folds to `ss`), so no match may start or end there. One entry more than units: the text's length.
   */
  readonly origins: Int32Array;
}

/** Full case folding and canonical decomposition of one character; apostrophes and hyphens become their ASCII forms. */
function foldCharacter(character: string): string {
  switch (character) {
    case '’': case '‘': case 'ʼ': case '＇': return "'";
    case '‐': case '‑': return '-';
    case '\u00ad': return ''; // a soft hyphen only says where a line may break
    case 'ẞ': return 'ss'; // the capital has no capital of its own (CaseFolding.txt, 1E9E, status F)
    case 'ı': return 'ı'; // its capital is I, but folding keeps it apart from i (CaseFolding.txt, status T)
    default:
      if (/\s/u.test(character)) return ' ';
      // Through capitals, because they alone merge ß with ss, ς with σ and ſ with s (what CaseFolding.txt lists as F and C).
      return Array.from(character.toUpperCase(), (upper) => upper.toLowerCase()).join('').normalize('NFD');
  }
}

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
 * space, so that what looks the same compares the same.
 */
export function foldText(text: string): FoldedText {
  if (/^[\x21-\x7e]*(?: [\x21-\x7e]+)* ?$/u.test(text)) {
    return { folded: text.toLowerCase(), origins: Int32Array.from({ length: text.length + 1 }, (_, index) => index) };
  }
  const origins: number[] = [];
  let folded = '';
  let endsInSpace = false;
  for (let offset = 0; offset < text.length;) {
    const codePoint = text.codePointAt(offset) as number;
    const units = foldedCodePoint(codePoint);
    const isSpace = units === ' ';
    if (!(isSpace && endsInSpace)) {
      for (let index = 0; index < units.length; index++) origins.push(index === 0 ? offset : -1);
      folded += units;
    }
    if (units !== '') endsInSpace = isSpace;
    offset += codePoint > 0xffff ? 2 : 1;
  }
  origins.push(text.length);
  return { folded, origins: Int32Array.from(origins) };
}

/** A word form as a key: two forms with one key are the same word to the reader. */
export function foldWord(word: string): string {
  return foldText(word.trim()).folded;
}
