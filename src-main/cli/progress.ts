import type { EmbedProgress } from '@contract/embedding';

let shown = 0;

/** One line on a terminal's stderr, rewritten at most ten times a second; nothing where stderr is a file. */
export function showProgress({ stage, nDone, nTotal }: EmbedProgress): void {
  if (!process.stderr.isTTY) return;
  const isLast = nDone === nTotal && stage === 'embed';
  if (!isLast && performance.now() - shown < 100) return;
  shown = performance.now();
  process.stderr.write(`\r${stage === 'load-model' ? 'loading the model' : `embedding ${nDone} of ${nTotal}`}\u001b[K${isLast ? '\n' : ''}`);
}
