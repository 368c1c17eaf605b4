import { LIMITS } from '@contract/limits';
import type { ChosenTexts, Concordance, ConcordanceProgress, ConcordanceTarget, Reading, TextSearch } from '@contract/source-text';
import { formsIn } from '../../wording/texts/text-search';

const N_MOST = 1_000;
const SEED = 42;

/** What a search gave, and what was asked for. */
export interface FinishedSearch {
  readonly search: TextSearch;
  readonly texts: ChosenTexts;
  readonly found: Concordance;
}

const isWithin = (value: number | null, min: number, max: number): boolean => Number.isInteger(value) && (value ?? min) >= min && (value ?? max) <= max;

/** The dialog that finds a word in texts. What was asked for last stays in it while the window is open. */
class SearchOfTexts {
  stage = $state<'closed' | 'form' | 'running' | 'done'>('closed');
  texts = $state.raw<ChosenTexts | null>(null);
  by = $state<ConcordanceTarget['by']>('forms');
  /** Between commas. */
  forms = $state('');
  pattern = $state('');
  isExactCase = $state(false);
  /** Null while the field holds no number; the seed too. */
  nMost = $state<number | null>(N_MOST);
  seed = $state<number | null>(SEED);
  reading = $state<Reading | 'auto'>('auto');
  /** What was chosen is being counted. */
  isCounting = $state(false);
  error = $state<string | null>(null);
  /** Null until the size of the texts is known. */
  progress = $state.raw<ConcordanceProgress | null>(null);
  finished = $state.raw<FinishedSearch | null>(null);

  /** What the form describes; null while something is missing. */
  readonly asked = $derived.by((): TextSearch | null => {
    const target: ConcordanceTarget = this.by === 'forms' ? { by: 'forms', forms: formsIn(this.forms) } : { by: 'pattern', pattern: this.pattern };
    const isGiven = target.by === 'forms' ? target.forms.length > 0 : target.pattern.trim() !== '';
    if (this.texts === null || this.isCounting || !isGiven || !isWithin(this.nMost, 1, LIMITS.nOccurrences) || !isWithin(this.seed, 0, 2 ** 32 - 1)) return null;
    const { isExactCase, nMost, seed, reading, texts: { handle } } = this;
    return { handle, target, isExactCase, nMost: nMost ?? N_MOST, seed: seed ?? SEED, reading: reading === 'auto' ? null : reading };
  });

  /** What was found is let go: it may be large. */
  turnTo(stage: 'closed' | 'form' | 'running'): void {
    this.stage = stage;
    this.error = null;
    this.progress = null;
    this.finished = null;
  }
}

export const textSearch = new SearchOfTexts();
