import { bool, integer, list, nullable, oneOf, record, text, union } from '../guards';
import { LIMITS } from '../limits';
import { READINGS, type ChosenTexts, type Concordance, type ConcordanceTarget } from '../source-text';
import { channel, large } from './channel';
import { filePath, seq } from './fields';

/** More than any search takes: its own refusal says how many it does. */
const forms = list(text(LIMITS.sentenceLength), 1_000);

const target = union<ConcordanceTarget>('by', {
  forms: record({ by: oneOf(['forms']), forms }),
  pattern: record({ by: oneOf(['pattern']), pattern: text(LIMITS.sentenceLength) }),
});

/** Texts of any size, searched for a word. */
export const textChannels = {
  /** Opens the dialog for a folder or for files; null when it was cancelled. */
  chooseTexts: channel<ChosenTexts | null>()('texts:choose', record({ what: oneOf(['folder', 'files']) }), ['what']),
  surveyDroppedTexts: channel<ChosenTexts>()('texts:survey', record({ paths: list(filePath, LIMITS.nDroppedFiles, 1) }), 'files'),
  /** One search at a time: a new one ends that which is under way. */
  searchTexts: large(
    channel<Concordance>()(
      'texts:search',
      record({
        seq,
        handle: text(80, 1),
        target,
        isExactCase: bool,
        nMost: integer(1, LIMITS.nOccurrences),
        seed: integer(0, 2 ** 32 - 1),
        reading: nullable(oneOf(READINGS)),
      }),
    ),
  ),
  cancelTextSearch: channel<null>()('texts:cancel', record({ seq }), ['seq']),
};
