import { arrivalKind, HEAD_BYTES, isFolderOfTexts, isTextName, looksLikeWordVectors } from '../../wording/arrival-kind';
import { importing } from '../../state/panels/importing.svelte';
import { modelPanel } from '../../state/panels/model-panel.svelte';
import { notices } from '../../state/notices.svelte';
import { sweep } from '../../state/panels/sweep.svelte';
import { textSearch } from '../../state/panels/text-search.svelte';
import { attempt } from '../failures';
import { readDroppedSession } from '../sessions/sessions';
import { readDroppedLesson } from '../lessons/taking';
import { readDropped, readPasted, startPaste } from '../sets/importing';
import { takeDroppedTexts } from '../sets/searching-texts';
import { isTextField } from './focus';
import { inspectDropped } from '../models/model-importing';
import { closeModels } from '../models/models';
import { closeSweep } from '../map/sweeping';
import { noticesWords } from '../../wording/interface/notices';

/** A file or folder that came by drop or paste. */
interface Arrival {
  readonly file: File;
  /** Null for a file. */
  readonly folder: FileSystemDirectoryEntry | null;
}

/** Whether `file` is a folder is only told while its event is handled. */
function arrivalsOf(transfer: DataTransfer | null): Arrival[] {
  const entries = [...(transfer?.items ?? [])].filter((item) => item.kind === 'file').map((item) => item.webkitGetAsEntry());
  return [...(transfer?.files ?? [])].map((file, index) => {
    const entry = entries[index] ?? null;
    return { file, folder: entry?.isDirectory === true ? entry as FileSystemDirectoryEntry : null };
  });
}

/** The first hundred or so that lie in a folder; none where it cannot be read. */
const entriesOf = (folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> =>
  new Promise((resolve) => { folder.createReader().readEntries(resolve, () => { resolve([]); }); });

/** Folders of texts, and several texts, are searched for a word; a single text is read as sentences. */
async function areTexts(arrivals: readonly Arrival[]): Promise<boolean> {
  const are = await Promise.all(arrivals.map(async ({ file, folder }) => {
    if (folder === null) return isTextName(file.name);
    return isFolderOfTexts((await entriesOf(folder)).map(({ name, isDirectory }) => ({ name, isFolder: isDirectory })));
  }));
  return are.every(Boolean) && (arrivals.length > 1 || arrivals.some(({ folder }) => folder !== null));
}

function closeOthers(): void {
  if (modelPanel.isOpen) closeModels();
  if (sweep.order !== null) closeSweep();
}

/**
 * Folders of texts and several texts are searched; other folders and files of weights go to the models, everything else to the sentences. A `.txt` can be either: it is read as sentences
 * unless its first lines are a word and its numbers; then the models' own inspection has the last word, and says why if it cannot be one.
 */
async function isModel({ file, folder }: Arrival): Promise<boolean> {
  const kind = arrivalKind(file.name, folder !== null);
  if (kind !== 'either') return kind === 'model';
  // A file that cannot be read gets its message from the reader of sentences.
  const head = await file.slice(0, HEAD_BYTES).text().catch(() => '');
  return looksLikeWordVectors(head);
}

async function take(arrivals: readonly Arrival[]): Promise<void> {
  const [first] = arrivals;
  if (first === undefined) return;
  // What is dropped onto the dialog is meant for it.
  if (textSearch.stage !== 'closed' || await areTexts(arrivals) && (first.folder !== null || !(await isModel(first)))) {
    closeOthers();
    importing.close();
    await takeDroppedTexts(arrivals.map(({ file }) => file));
    return;
  }
  if (await isModel(first)) {
    if (arrivals.length > 1) notices.show({ kind: 'note', message: noticesWords.oneModelAtATime(first.file.name) });
    await inspectDropped(first.file);
    return;
  }
  if (first.file.name.endsWith('.contexture')) {
    await readDroppedSession(first.file);
    return;
  }
  if (first.file.name.endsWith('.lesson.json')) {
    await readDroppedLesson(first.file);
    return;
  }
  closeOthers();
  await readDropped(arrivals.map(({ file }) => file));
}

/** Text pasted anywhere but in a text field becomes a set: one sentence a line. */
export function handlePaste(event: ClipboardEvent): void {
  if (isTextField(document.activeElement) || importing.stage === 'columns' || importing.stage === 'left-out' || textSearch.stage !== 'closed') return;
  const arrivals = arrivalsOf(event.clipboardData);
  const text = event.clipboardData?.getData('text/plain') ?? '';
  if (arrivals.length > 0) attempt(() => take(arrivals));
  else if (text.trim() !== '' && !modelPanel.isOpen && sweep.order === null) {
    startPaste(text);
    attempt(() => readPasted(text));
  } else return;
  event.preventDefault();
}

const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

export function handleDragOver(event: DragEvent): void {
  if (!holdsFiles(event)) return;
  // Without this the browser would open the file in place of the app.
  event.preventDefault();
  importing.isDropTarget = true;
}

export function handleDragLeave(event: DragEvent): void {
  if (event.relatedTarget === null) importing.isDropTarget = false;
}

export function handleDrop(event: DragEvent): void {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  importing.isDropTarget = false;
  const arrivals = arrivalsOf(event.dataTransfer);
  attempt(() => take(arrivals));
}
