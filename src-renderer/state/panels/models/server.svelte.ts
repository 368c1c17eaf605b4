import type { KnownServer, ServerFound } from '@contract/serving/server';

/** The dialog that chooses a server, and what is known of servers. */
class ServerPanel {
  isOpen = $state(false);
  address = $state('');
  /** What was typed; it leaves the field once it was sent. */
  token = $state('');
  isTokenKept = $state(false);
  isAsking = $state(false);
  problem = $state<string | null>(null);
  /** Null: nobody asked yet. */
  known = $state.raw<KnownServer | null>(null);
  /** Whether word pieces went to a server since this page was loaded: the status line must not say otherwise. */
  hasSent = $state(false);

  /** The server that models can run on. */
  get inUse(): ServerFound | null {
    return this.known?.inUse ?? null;
  }

  /** Whether a token is kept for the address in the field. */
  get hasKeptToken(): boolean {
    return this.known !== null && this.known.hasToken && this.known.address === this.address.trim();
  }
}

export const serverPanel = new ServerPanel();
