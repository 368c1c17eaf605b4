/** Of one kind of question each window's newest counts: the one before is given up. */
export class NewestOnly {
  private readonly running = new Map<number, AbortController>();

  /** @param window whose question it is; 0 where there are no windows @param signal of whoever asks @returns aborted by either */
  begin(window = 0, signal?: AbortSignal): AbortSignal {
    this.running.get(window)?.abort();
    const own = new AbortController();
    this.running.set(window, own);
    signal?.addEventListener('abort', () => { own.abort(); }, { once: true });
    return own.signal;
  }
}
