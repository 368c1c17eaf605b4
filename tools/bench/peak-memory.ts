import { readFileSync, writeFileSync } from 'node:fs';

const statusField = (name: string): number => 1024 * Number(new RegExp(`${name}:\\s+(\\d+) kB`, 'u').exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);

/**
 * Runs work and says by how many bytes this process's resident memory was larger at its peak than before.
 * Linux forgets its high-water mark on request; elsewhere the mark since the process began is taken, which is never less.
 */
export function withPeak<T>(work: () => T): { readonly value: T; readonly peakBytes: number } {
  (globalThis as { readonly gc?: () => void }).gc?.();
  if (process.platform !== 'linux') {
    const before = process.memoryUsage().rss;
    const value = work();
    return { value, peakBytes: process.resourceUsage().maxRSS * 1024 - before };
  }
  const before = statusField('VmRSS');
  writeFileSync('/proc/self/clear_refs', '5');
  const value = work();
  return { value, peakBytes: statusField('VmHWM') - before };
}
