import type { SetFormat } from '@contract/exports/data-export';
import type { LabelColumn } from '@contract/exports/label-columns';
import type { Occurrence, SentenceSet } from '@contract/occurrence';
import { spanFits } from '../../corpora/span';

const counted = (n: number, noun: string): string => `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`;

/** What a file of a set does not hold, or what is not read back from it as it was. */
export class Losses {
  nNewlines = 0;
  nSentences = 0;
  private nUnread = 0;
  private nBareLabels = 0;

  /** Counts what our readers, which trust no file, would leave out or take for nothing. */
  look({ text, charStart, charEnd, word, labels }: Occurrence): void {
    if (word.trim() !== word || !spanFits([String(charStart), String(charEnd)], text, word, false)) this.nUnread++;
    for (const value of Object.values(labels)) if (value === '' || value.trim() !== value) this.nBareLabels++;
  }

  /** One sentence each; complete once the file is written. */
  notes(format: SetFormat, { senses, occurrences }: Pick<SentenceSet, 'senses' | 'occurrences'>, labels: readonly LabelColumn[]): readonly string[] {
    if (format === 'conllu') return [];
    if (format === 'txt') {
      return [
        `The file holds ${counted(this.nSentences, 'sentence')} for ${counted(occurrences.length, 'occurrence')}, without the words, their places and their labels.`,
        ...(this.nNewlines === 0 ? [] : [`In ${counted(this.nNewlines, 'sentence')} line breaks and outer spaces were dropped.`]),
      ];
    }
    const renamed = labels.filter(({ label, column }) => label !== column);
    return [
      ...(renamed.length === 0 ? [] : [`${renamed.length === 1 ? 'A label stands' : 'Labels stand'} under another name: ${renamed.map(({ label, column }) => `“${label}” under “${column}”`).join(', ')}.`]),
      ...(senses.every(({ id, label }) => id === label) ? [] : ['The file has the ids of the senses; what they are called stands in the .json beside it.']),
      ...(this.nNewlines === 0 ? [] : [`In ${counted(this.nNewlines, 'row')} line breaks are written as one kind.`]),
      ...(this.nBareLabels === 0 ? [] : [`${counted(this.nBareLabels, 'label')} that ${this.nBareLabels === 1 ? 'is empty or has' : 'are empty or have'} outer spaces will be read without them.`]),
      ...(this.nUnread === 0 ? [] : [`${counted(this.nUnread, 'row')} will be left out when the file is opened here, because ${this.nUnread === 1 ? 'its target is' : 'their targets are'} no whole word or another than ${this.nUnread === 1 ? 'it names' : 'they name'}.`]),
    ];
  }
}
