import { FORM_LEAST_USES, type NearestForms, type NearForm } from '@contract/embedding';
import { corrected } from '../pairs';

/** What the list of word forms was made of; a short one says that it is. */
export function formsSample({ nForms, nSentences }: Pick<NearestForms, 'nForms' | 'nSentences'>, isWithSet: boolean): string {
  const forms = `${nForms.toLocaleString('en')} word ${nForms === 1 ? 'form' : 'forms'}`;
  const sentences = `${nSentences.toLocaleString('en')} sentences of ${isWithSet ? 'the background sample, the bundled sets and this set' : 'the background sample and the bundled sets'}`;
  return `Of ${forms} that ${nForms === 1 ? 'occurs' : 'occur'} ${FORM_LEAST_USES} times or more in ${sentences}, each by the mean of its vectors. A word that is not among them is not known to be far.`;
}

/** The list with tabs between its cells. */
export function formsTable(nearest: readonly NearForm[], baseline: number | null): string {
  const lines = nearest.map(({ form, nUses, distance }, index) => [index + 1, distance.toFixed(4), corrected(distance, baseline)?.toFixed(4) ?? '', nUses, form]);
  return `${[['rank', 'cosine distance', 'share of random pair', 'occurrences', 'word form'], ...lines].map((cells) => cells.join('\t')).join('\n')}\n`;
}
