import type { Reading, SourceChoice, SourcePreview } from '@contract/source-text';
import { toEnvelope } from '@contract/failure';
import { LIMITS } from '@contract/limits';
import { contexture } from '../../api/contexture';
import { leftOutLine } from '../../wording/captions';
import { importing } from '../../state/panels/importing.svelte';
import { notices } from '../../state/notices.svelte';
import { report } from '../failures';
import { keep } from './keeping';
import { NewestLast } from './newest-last';
import { openSet } from './sets';

/** Draws the words of a treebank, as the command line's default does. */
const SAMPLE_SEED = 42;

/** Files and texts that are being read: several may be at once. */
const readings = new NewestLast<SourcePreview>((found) => { importing.open(found); });

/** Reads a source and shows its columns, whatever else is being read or built; what goes wrong stands in the dialog when it is open, else in a notice. */
async function preview(read: () => Promise<SourcePreview | null>): Promise<void> {
  importing.error = null;
  try {
    await readings.take(read());
  } catch (error) {
    if (importing.stage === 'closed') report(error);
    else importing.error = toEnvelope(error).message;
  }
}

/** Works on what the dialog shows: until that is over, or another source has taken its place, it can be neither read nor built again. */
async function here(work: (source: SourcePreview | null) => Promise<void>): Promise<void> {
  const source = importing.preview;
  importing.isBusy = true;
  importing.error = null;
  try {
    await work(source);
  } catch (error) {
    if (importing.preview === source && importing.stage !== 'closed') importing.error = toEnvelope(error).message;
    else report(error);
  } finally {
    if (importing.preview === source) importing.isBusy = false;
  }
}

export function startPaste(text = ''): void {
  importing.text = text;
  importing.error = null;
  importing.stage = 'paste';
}

export const readPasted = (text: string): Promise<void> => here(() => preview(() => contexture.readText(text)));
export const chooseFile = (): Promise<void> => preview(contexture.chooseFile);

/** Reads the text in the dialog the other way; where that fails, it stays as it was read. */
export async function readAs(reading: Reading): Promise<void> {
  const source = importing.preview;
  if (source === null || source.reading === reading || importing.isBusy) return;
  await here(async () => {
    const found = await contexture.readAs({ sourceId: source.sourceId, reading });
    if (importing.preview === source) importing.open(found);
  });
}

/** One file at a time: sets are built one by one. */
export async function readDropped(files: readonly File[]): Promise<void> {
  const [file] = files;
  if (file === undefined) return;
  if (files.length > 1) notices.show({ kind: 'note', message: `Opened ${file.name}. Drop one file at a time.` });
  await preview(() => contexture.readDroppedFile(file));
}

export type Described = Pick<typeof importing, 'by' | 'word' | 'nMost' | 'nSentences' | 'drawn' | 'wordColumn' | 'textColumn' | 'senseColumn' | 'labelColumns'>;

/** What the dialog describes, as the reader of sources takes it. */
export function choiceFrom(source: SourcePreview, { by, word, nMost, nSentences, drawn, wordColumn, textColumn, senseColumn, labelColumns }: Described): SourceChoice {
  const { charStart, charEnd } = source.guess;
  const spanColumns = charStart === null || charEnd === null ? null : ([charStart, charEnd] as const);
  const targets: Readonly<Record<Described['by'], SourceChoice['target']>> = {
    word: { by: 'word', word: word.trim() },
    rows: { by: 'rows', wordColumn, spanColumns },
    every: { by: 'every', seed: SAMPLE_SEED, ...(drawn === 'words' ? { nMost: nMost ?? 1 } : { nMost: LIMITS.nOccurrences, nSentences: nSentences ?? 1 }) },
  };
  return {
    sourceId: source.sourceId, textColumn, senseColumn, target: targets[by],
    labelColumns: senseColumn === null ? [...labelColumns] : labelColumns.filter((column) => column !== senseColumn),
  };
}

/** Builds the set that the dialog describes and opens it. A dialog that another file has opened meanwhile stays. */
export async function build(): Promise<void> {
  if (importing.canBuild) await here(async (source) => { if (source !== null) await buildFrom(source); });
}

async function buildFrom(source: SourcePreview): Promise<void> {
  const { by, word } = importing;
  const built = await contexture.buildSet(choiceFrom(source, importing));
  importing.built = built;
  if (importing.preview === source) importing.close();
  if (built.nLeftOut > 0) {
    notices.show({
      kind: 'note', setId: built.set.id, message: leftOutLine(by === 'word' ? word.trim() : null, built.nLeftOut, source.nRows, source.reading === 'running' || source.format === 'conllu'),
      action: { label: 'Show them', run: () => { importing.stage = 'left-out'; } },
    });
  }
  const shown = openSet(built.set);
  void keep(built.set, shown);
  await shown;
}
