/** Labels of a written form that need no dictionary: what lower layers are said to know. */

/** Its first letter, as written: `capital` or `small`; null where it has no letter with two cases. */
export function capitalOf(form: string): string | null {
  const [first = ''] = form;
  if (first.toLowerCase() === first.toUpperCase()) return null;
  return first === first.toUpperCase() ? 'capital' : 'small';
}

/** The longest first, so that "-ings" is not taken for "-s". */
const ENDINGS = ['ings', 'ness', 'tion', 'ment', 'ing', 'ers', 'est', 'ed', 'er', 'ly', 's'] as const;
/** What is left must be a word still. */
const SHORTEST_STEM = 2;

/** The English ending of a form, by its letters alone (so "bus" ends in -s): `-ing`, `-ed`, `-s`, …, or `none`. */
export function endingOf(form: string): string {
  const lower = form.toLowerCase();
  const ending = ENDINGS.find((one) => lower.endsWith(one) && lower.length - one.length >= SHORTEST_STEM && !(one === 's' && lower.endsWith('ss')));
  return ending === undefined ? 'none' : `-${ending}`;
}
