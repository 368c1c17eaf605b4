import type { EmbedProgress } from '@contract/embedding';
import type { FiguresProgress } from '@contract/model-figures';
import type { ImportProgress } from '@contract/model-import';
import type { ConcordanceProgress } from '@contract/source-text';

let shown = 0;

/** One line on a terminal's stderr, rewritten at most ten times a second; nothing where stderr is a file. */
export function showProgress({ stage, nDone, nTotal }: EmbedProgress | FiguresProgress): void {
  if (!process.stderr.isTTY) return;
  const isLast = nDone === nTotal && stage !== 'load-model';
  if (!isLast && performance.now() - shown < 100) return;
  shown = performance.now();
  process.stderr.write(`\r${stage === 'load-model' ? 'loading the model' : `${stage === 'time' ? 'timing run' : 'embedding'} ${nDone} of ${nTotal}`}\u001b[K${isLast ? '\n' : ''}`);
}

/** The same line for a search through texts. */
export function showSearchProgress({ nBytes, nTotalBytes, nHits }: ConcordanceProgress): void {
  const isLast = nBytes === nTotalBytes;
  if (!process.stderr.isTTY || (!isLast && performance.now() - shown < 100)) return;
  shown = performance.now();
  process.stderr.write(`\rsearching ${(nBytes / 1e6).toFixed(1)} MB of ${(nTotalBytes / 1e6).toFixed(1)} MB, ${nHits.toLocaleString('en-GB')} found\u001b[K${isLast ? '\n' : ''}`);
}

const stages = { 'look-up': 'asking the server', download: 'downloading', verify: 'verifying', convert: 'converting', check: 'checking', measure: 'measuring' } as const;

/** The same line for imports and downloads; where stderr is a file, one line a stage. */
export function showImportProgress({ stage, nDone, nTotal, unit, secondsLeft }: ImportProgress): void {
  if (!process.stderr.isTTY) {
    if (stage !== lastStage) process.stderr.write(`contexture: ${stages[stage]}\n`);
    lastStage = stage;
    return;
  }
  const count = (n: number): string => (unit === 'bytes' ? `${(n / 1e6).toFixed(1)} MB` : String(n));
  const left = secondsLeft === undefined ? '' : `, ${Math.ceil(secondsLeft)} s left`;
  process.stderr.write(`\r${stages[stage]} ${nTotal > 0 ? `${count(nDone)} of ${count(nTotal)}${unit === 'bytes' ? '' : ` ${unit}`}${left}` : ''}\u001b[K${stage === 'measure' && nDone === nTotal ? '\n' : ''}`);
}

let lastStage: ImportProgress['stage'] | null = null;
