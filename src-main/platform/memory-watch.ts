const INTERVAL_MS = 250;

/** A process that can be ended; Electron's UtilityProcess has this form. */
export interface WatchedChild {
  readonly pid: number | undefined;
  on(event: 'exit', listener: () => void): unknown;
  kill(): boolean;
}

/**
 * Ends a process that takes more memory than it may. From outside: Electron gives its utility processes no V8 options (`execArgv` leaves their heap at
 * 4 GB), and what V8 and Node take beside the heap no option counts.
 * @param usedKb the memory of the process with that id, in kilobytes; undefined where it is not known
 */
export function watchMemory(child: WatchedChild, maxMb: number, usedKb: (pid: number) => number | undefined): void {
  const timer = setInterval(() => {
    const used = child.pid === undefined ? undefined : usedKb(child.pid);
    if (used === undefined || used <= maxMb * 1024) return;
    clearInterval(timer);
    child.kill();
  }, INTERVAL_MS);
  child.on('exit', () => { clearInterval(timer); });
}
