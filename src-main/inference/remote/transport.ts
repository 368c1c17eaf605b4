/** One request to a server, its path behind the server's address. All times in milliseconds. */
export interface ServerRequest {
  readonly path: string;
  /** Null: a GET. */
  readonly body: Uint8Array | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** For the whole of it, from connecting to the last byte. */
  readonly timeoutMs: number;
  /** A longer answer is not read to its end. */
  readonly nMaxBytes: number;
}

export interface ServerAnswer {
  readonly status: number;
  /** By names in small letters; null where there is none. */
  header(name: string): string | null;
  readonly bytes: Uint8Array;
}

/** The way to one server. */
export interface Transport {
  /** What the user knows the server by: "http://host:port". */
  readonly host: string;
  /** @throws NotReached, the signal's reason, Failure for what another try would not change (a certificate, an answer that is too long) */
  send(request: ServerRequest): Promise<ServerAnswer>;
  close(): void;
}
