/** Typographic apostrophes and hyphens become ASCII; what is invisible goes. */
export function plainWord(written: string): string {
  return written.replace(/\p{Cf}/gu, '').replace(/[\u2018\u2019\u02bc\uff07]/gu, "'").replace(/[\u2010\u2011]/gu, '-');
}

/**
 * The forms under which a word may stand in a table, the likeliest first: as it is written, plainly ({@link plainWord}), with its accents composed or taken apart, with ASCII
 * for full-width letters, with a curly apostrophe; then all that in lower case. The tables of word2vec join the words of a name with underscores (`New_York`), and those of
 * Google News have `####` for the digits of a number of several.
 */
export function* formsToTry(written: string, form: string): Generator<string> {
  const tried = new Set<string>();
  for (const inCase of [same, lowered]) {
    for (const base of [written, form]) {
      for (const change of CHANGES) {
        const piece = inCase(change(base));
        if (tried.has(piece)) continue;
        tried.add(piece);
        yield piece;
      }
    }
  }
}

const same = (form: string): string => form;
const lowered = (form: string): string => form.toLowerCase();
const CHANGES: readonly ((form: string) => string)[] = [
  same, (form) => form.normalize('NFC'), (form) => form.normalize('NFD'), (form) => form.replace(/[！-～]/gu, (wide) => wide.normalize('NFKC')),
  (form) => form.normalize('NFC').replaceAll("'", '\u2019'), (form) => form.normalize('NFC').replace(/\s+/gu, '_'),
  (form) => hashed(form.normalize('NFC').replace(/\s+/gu, '_')),
];

/** A single digit stays. */
function hashed(form: string): string {
  return /\d\D*\d/u.test(form) ? form.replace(/\d/gu, '#') : form;
}
