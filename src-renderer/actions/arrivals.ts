import { importing } from '../state/importing.svelte';
import { attempt } from './failures';
import { readDropped, readPasted, startPaste } from './importing';
import { isTextField } from './keyboard';

/** Text pasted anywhere but in a text field becomes a set: one sentence a line. */
export function handlePaste(event: ClipboardEvent): void {
  if (isTextField(document.activeElement) || importing.stage === 'columns' || importing.stage === 'left-out') return;
  const files = [...(event.clipboardData?.files ?? [])];
  const text = event.clipboardData?.getData('text/plain') ?? '';
  if (files.length > 0) attempt(() => readDropped(files));
  else if (text.trim() !== '') {
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
  attempt(() => readDropped([...(event.dataTransfer?.files ?? [])]));
}
