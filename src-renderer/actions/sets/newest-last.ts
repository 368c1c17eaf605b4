/** Of what is waited for at once, that which was asked for last counts. What has come before it waits until it is known whether that comes at all. */
export class NewestLast<T> {
  private last = 0;
  private shown = 0;
  private readonly awaited = new Set<number>();
  private held: { readonly own: number; readonly value: T } | null = null;

  constructor(private readonly show: (value: T) => void) {}

  /** @param coming null: nothing was wanted after all @throws what it throws */
  async take(coming: Promise<T | null>): Promise<void> {
    const own = ++this.last;
    this.awaited.add(own);
    try {
      const value = await coming;
      if (value !== null && own > Math.max(this.shown, this.held?.own ?? 0)) this.held = { own, value };
    } finally {
      this.awaited.delete(own);
      this.showHeld();
    }
  }

  private showHeld(): void {
    const { held } = this;
    if (held === null || Math.max(0, ...this.awaited) > held.own) return;
    this.held = null;
    this.shown = held.own;
    this.show(held.value);
  }
}
