/** One request, one answer, no redirects: all that the downloader asks of an HTTP library. */
export interface Fetcher {
  /**
   * Sends a GET and resolves with the head of the answer.
   * @throws Interrupted when the connection could not be made or was lost, Failure when another try would end the same, the signal's reason when aborted
   */
  open(request: HttpRequest): Promise<HttpResponse>;
}

export interface HttpRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** No bytes for so long: the server has stalled. */
  readonly stallTimeoutMs: number;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** Throws as {@link Fetcher.open} does. Can be read once. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Ends the answer where it is. */
  close(): void;
}

/** Header values by name in small letters. */
export class ResponseHeaders {
  private readonly values: ReadonlyMap<string, string>;

  constructor(entries: Iterable<readonly [name: string, value: string]>) {
    this.values = new Map([...entries].map(([name, value]) => [name.toLowerCase(), value]));
  }

  get(name: string): string | null {
    return this.values.get(name) ?? null;
  }

  /** A header of digits only; null when it is absent or anything else. */
  integer(name: string): number | null {
    const value = this.get(name);
    return value !== null && /^\d{1,15}$/.test(value) ? Number(value) : null;
  }

  with(name: string, value: string): ResponseHeaders {
    return new ResponseHeaders([...this.values, [name, value]]);
  }
}

/** The connection failed in a way that may be gone in a moment. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  /** @param retryAfterMs what the server asked for; null where it asked for nothing */
  constructor(message: string, readonly retryAfterMs: number | null = null, options?: ErrorOptions) {
    super(message, options);
  }
}
