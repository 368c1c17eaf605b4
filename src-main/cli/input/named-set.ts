import { Failure } from '@contract/failure';
import type { SentenceSet } from '@contract/occurrence';
import { sensesByFrequency } from '../../corpora/build-set';
import { readEmbedInput } from '../../corpora/embed-input';
import type { EveryToken } from '../../corpora/every-token';
import type { PresetLibrary } from '../../corpora/preset-library';

export interface NamedSet {
  /** Id of a bundled set, or a file as `embed` reads it. */
  readonly set: string;
  /** For lines of the file that name none. */
  readonly word: string | null;
  /** Of a treebank, words rather than one word; null: not asked for; absent: the command has no such choice. */
  readonly every?: EveryToken | null;
}

/** The set that `--set NAME|FILE` means; of a file the senses are those of its column `sense`, most frequent first. @throws Failure as the readers do, `bad-input` where a file has no occurrence */
export async function readNamedSet({ set, word, every }: NamedSet, presets: PresetLibrary): Promise<SentenceSet> {
  if ((await presets.list()).some(({ id }) => id === set)) return presets.open(set);
  const { occurrences, nRows } = await readEmbedInput(set, word, 'lines', every ?? null);
  if (occurrences.length === 0) throw new Failure('bad-input', `No occurrence is left of the ${nRows} lines of ${set}. Give --word, or a column that names the word${every === undefined ? '' : ', or of a treebank --every-token'}.`);
  return { id: set, title: set, word: word ?? '', origin: 'own', senses: sensesByFrequency(occurrences), occurrences };
}
