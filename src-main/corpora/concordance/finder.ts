import { Failure } from '@contract/failure';
import type { ConcordanceTarget } from '@contract/source-text';
import { findFolded } from '../../tokenizers/find-word';
import { foldText, foldWord } from '../../tokenizers/fold';
import type { WordTarget } from '../row-targets';
import type { Finder } from './found';
import { patternFinder } from './pattern';

/** Most word forms of one search. */
const MAX_FORMS = 100;
/** None of these characters folds to ASCII letters or digits, but those themselves; so nothing else need be folded to see that a word of such is not there. */
const FOLDS_PLAINLY = /^[\0-\x7f\xa0-\xac\xae-\xde\xe0-\xff\u2010-\u2027\u2030-\u205e\u20ac]*$/u;
const PLAIN_WORD = /^[a-z0-9]+$/u;

/** @throws Failure `bad-request` where nothing is looked for, or the pattern is none */
export function finderOf(target: ConcordanceTarget, isExactCase: boolean): Finder {
  return target.by === 'pattern' ? patternFinder(target.pattern, isExactCase) : formsFinder(target.forms, isExactCase);
}

/** Whole words, as everywhere else ({@link findFolded}); with exact case, of what is found so, the forms that are written as they were given. */
function formsFinder(forms: readonly string[], isExactCase: boolean): Finder {
  const known = new Map(forms.map((form) => [isExactCase ? exact(form) : foldWord(form), form.trim()]));
  known.delete('');
  if (known.size === 0) throw new Failure('bad-request', 'No word was given to look for. Give one.');
  if (known.size > MAX_FORMS) throw new Failure('bad-request', `${known.size} word forms were given; the limit is ${MAX_FORMS}. Give a pattern instead.`);
  const folded = [...new Set([...known.values()].map(foldWord))];
  const arePlain = folded.every((form) => PLAIN_WORD.test(form));
  const mayBeIn = (text: string): boolean => {
    const searched = arePlain && FOLDS_PLAINLY.test(text) ? text.toLowerCase() : foldText(text).folded;
    return folded.some((form) => searched.includes(form));
  };
  const find = (sentence: string): readonly WordTarget[] => {
    const text = foldText(sentence);
    const found = folded.flatMap((form) => findFolded(text, form).flatMap((span): WordTarget[] => {
      const word = known.get(isExactCase ? exact(sentence.slice(span.charStart, span.charEnd)) : form);
      return word === undefined ? [] : [{ ...span, word }];
    }));
    return folded.length === 1 ? found : withoutOverlaps(found);
  };
  return { mayBeIn, find };
}

const exact = (form: string): string => form.trim().replace(/\s+/gu, ' ').normalize('NFC');

/** Of two that overlap the first one stays; of two that begin together, the longer. */
export function withoutOverlaps(found: readonly WordTarget[]): readonly WordTarget[] {
  let end = 0;
  return [...found].sort((a, b) => a.charStart - b.charStart || b.charEnd - a.charEnd).filter(({ charStart, charEnd }) => {
    if (charStart < end) return false;
    end = charEnd;
    return true;
  });
}
