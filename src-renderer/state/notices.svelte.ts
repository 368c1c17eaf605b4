export interface Notice {
  readonly id: number;
  readonly kind: 'error' | 'note';
  readonly message: string;
  readonly detail?: string | undefined;
  /** The set it speaks of: it goes when another one is opened. */
  readonly setId?: string | undefined;
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
}

/** Messages that stay until they are read; the newest last. */
class Notices {
  list = $state.raw<readonly Notice[]>([]);
  private next = 1;

  show(notice: Omit<Notice, 'id'>): void {
    // The same words twice are one message.
    this.list = [...this.list.filter((other) => other.message !== notice.message), { ...notice, id: this.next++ }].slice(-3);
  }

  dismiss(id: number): void {
    this.list = this.list.filter((notice) => notice.id !== id);
  }

  /** A set is opened: what was said of another one goes. */
  keepFor(setId: string): void {
    this.list = this.list.filter((notice) => notice.setId === undefined || notice.setId === setId);
  }

  clearErrors(): void {
    this.list = this.list.filter((notice) => notice.kind !== 'error');
  }
}

export const notices = new Notices();
