/** What a server of the Open Inference Protocol v2 has under an installed model's name: the `same` files; `other` ones; files of which it does not say which they are; nothing. */
export type ServedState = 'same' | 'other' | 'unnamed' | 'absent';

/** An installed transformer, and whether a server runs it. */
export interface ServedHere {
  readonly modelId: string;
  readonly name: string;
  readonly state: ServedState;
}

/** A server that answered. It was told the names of the installed transformers, and no sentence. */
export interface ServerFound {
  /** Scheme, host, port and path, as messages name it. */
  readonly host: string;
  /** Whether what goes there leaves this computer without encryption. */
  readonly isOpen: boolean;
  readonly models: readonly ServedHere[];
}

/** A server as somebody gives it. */
export interface ServerGiven {
  readonly address: string;
  /** Null: none, or with `isTokenKept` the one that is kept for this address. */
  readonly token: string | null;
  /** Whether the token is to be there at the next start, too; false: a kept one is forgotten. */
  readonly isTokenKept: boolean;
}

/** What is known of servers. A token itself never comes back. */
export interface KnownServer {
  /** Null: none was ever chosen. */
  readonly address: string | null;
  readonly hasToken: boolean;
  /** Whether this system encrypts what is kept for its user alone. */
  readonly canKeepTokens: boolean;
  /** Chosen since the app was started; null: none. */
  readonly inUse: ServerFound | null;
}
