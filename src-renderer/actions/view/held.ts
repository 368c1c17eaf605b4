/**
 * What was asked for once and is still shown or kept somewhere is not asked for again: come back to, it is the same object, which the page and the worker that
 * maps it then hold once. What nobody holds any more goes.
 */
export class Held<T extends object> {
  private readonly refs = new Map<string, WeakRef<T>>();
  private readonly gone = new FinalizationRegistry<string>((id) => { if (this.refs.get(id)?.deref() === undefined) this.refs.delete(id); });

  /** @param id the same for the same value */
  async of(id: string, ask: () => Promise<T>): Promise<T> {
    const known = this.refs.get(id)?.deref();
    if (known !== undefined) return known;
    const value = await ask();
    this.refs.set(id, new WeakRef(value));
    this.gone.register(value, id);
    return value;
  }
}
