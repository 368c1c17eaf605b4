import { webUtils } from 'electron';

const brought = new Set<string>();

function remember(event: Event, files: FileList | undefined): void {
  // A script can make events, but not ones of a person.
  if (!event.isTrusted) return;
  for (const file of files ?? []) brought.add(webUtils.getPathForFile(file));
}

/** Notes what people drop or paste, before the page sees it. */
export function watchArrivals(): void {
  window.addEventListener('drop', (event) => { remember(event, event.dataTransfer?.files); }, true);
  window.addEventListener('paste', (event) => { remember(event, event.clipboardData?.files); }, true);
}

/** Where a file lies that a person brought; empty, which every guard refuses, for any other. */
export function pathOfBrought(file: File): string {
  const path = webUtils.getPathForFile(file);
  return brought.has(path) ? path : '';
}
