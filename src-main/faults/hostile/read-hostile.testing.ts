import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Failure } from '@contract/failure';
import { mulberry32, randomBelow } from '@contract/prng';
import { mutated } from './made-files.testing';
import type { Reader } from './readers.testing';

/** What came of the files of one reader. */
export interface HostileOutcome {
  readonly nFiles: number;
  readonly nRead: number;
  readonly nRefused: number;
  readonly slowestMs: number;
  /** Number of the slowest file. */
  readonly slowest: number;
  /** Resident memory of the whole process at its highest, in bytes. */
  readonly peakBytes: number;
  /** Files that ended in neither: their number, and what was thrown. */
  readonly bugs: readonly { readonly n: number; readonly error: string }[];
}

/** Linux tells the highest since it was told to forget; elsewhere it is that of the process's life. */
function forgetPeak(): void {
  if (process.platform === 'linux') writeFileSync('/proc/self/clear_refs', '5');
}
function peakBytes(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
  return 1024 * Number(/VmHWM:\s+(\d+) kB/u.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
}

/** Has one reader read `nFiles` hostile files, two thirds of them mutated, one third made by its grammar. @param onFile told before each */
export async function readHostile(reader: Reader, nFiles: number, onFile: (n: number) => void = () => undefined): Promise<HostileOutcome> {
  const root = mkdtempSync(path.join(tmpdir(), 'contexture-hostile-'));
  const folder = path.join(root, 'source');
  mkdirSync(folder);
  try {
    const { file, good } = await reader.prepare(folder);
    for (const bytes of good) {
      writeFileSync(file, bytes);
      await reader.read(folder, file);
    }
    const random = mulberry32([...reader.name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) >>> 0);
    const bugs: { n: number; error: string }[] = [];
    let nRead = 0, slowestMs = 0, slowest = 0, peak = 0;
    for (let n = 0; n < nFiles; n++) {
      onFile(n);
      writeFileSync(file, n % 3 === 2 ? reader.made(random) : mutated(good[randomBelow(random, good.length)] ?? Buffer.alloc(0), random));
      forgetPeak();
      const began = performance.now();
      try {
        await reader.read(folder, file);
        nRead++;
      } catch (error) {
        if (!(error instanceof Failure) || !/^.{20,900}$/su.test(error.message)) bugs.push({ n, error: error instanceof Error ? (error.stack ?? error.message).slice(0, 600) : String(error) });
      }
      const ms = performance.now() - began;
      if (ms > slowestMs) { slowestMs = ms; slowest = n; }
      peak = Math.max(peak, peakBytes());
    }
    return { nFiles, nRead, nRefused: nFiles - nRead - bugs.length, slowestMs: Math.round(slowestMs), slowest, peakBytes: peak, bugs };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
