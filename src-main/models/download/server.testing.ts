import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

// For the tests of this folder: servers on this machine that behave as badly as they are told.

export interface Asked {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

type Handler = (request: IncomingMessage, response: ServerResponse, nth: number) => void;

export class TestServer {
  /** Every request, in order. */
  readonly asked: Asked[] = [];

  private constructor(private readonly server: Server) {}

  /** @param handler `nth` counts requests from 0 */
  static async start(handler: Handler): Promise<TestServer> {
    const server = createServer((request, response) => {
      self.asked.push({ url: request.url ?? '', headers: request.headers });
      handler(request, response, self.asked.length - 1);
    });
    const self = new TestServer(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return self;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

export interface Tricks {
  readonly etag?: string | null;
  /** Ends the connection after so many bytes of the answer. */
  readonly cutAfter?: number;
  /** Sends nothing more after so many bytes, and keeps the connection open. */
  readonly stallAfter?: number;
  readonly ignoresRange?: boolean;
  readonly ignoresIfRange?: boolean;
  /** Instead of the true `content-length`; null: sent in chunks, without one. */
  readonly length?: number | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** Waits between pieces of 16 kB. */
  readonly delayMs?: number;
}

/** Answers as an honest server of one file would, but for the tricks. */
export function serve(request: IncomingMessage, response: ServerResponse, content: Buffer, tricks: Tricks = {}): void {
  const etag = tricks.etag === undefined ? '"v1"' : tricks.etag;
  const asked = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  const ifRange = request.headers['if-range'];
  const isRange = asked !== null && tricks.ignoresRange !== true && (ifRange === undefined || ifRange === etag || tricks.ignoresIfRange === true);
  const start = isRange ? Number(asked[1]) : 0;
  if (start >= content.length && isRange) {
    response.writeHead(416, { 'content-range': `bytes */${content.length}` }).end();
    return;
  }
  const end = isRange && asked[2] !== '' ? Math.min(content.length, Number(asked[2]) + 1) : content.length;
  const body = content.subarray(start, end);
  const length = tricks.length === undefined ? body.length : tricks.length;
  response.writeHead(isRange ? 206 : 200, {
    ...(etag === null ? {} : { etag }), ...(length === null ? {} : { 'content-length': length }),
    ...(isRange ? { 'content-range': `bytes ${start}-${end - 1}/${content.length}` } : {}), ...tricks.headers,
  });
  const nBytes = Math.min(body.length, tricks.cutAfter ?? Infinity, tricks.stallAfter ?? Infinity);
  void send(response, body.subarray(0, nBytes), tricks).then(() => {
    if (tricks.cutAfter !== undefined && nBytes < body.length) response.destroy();
    else if (tricks.stallAfter === undefined || nBytes === body.length) response.end();
  });
}

async function send(response: ServerResponse, body: Buffer, { delayMs }: Tricks): Promise<void> {
  for (let i = 0; i < body.length; i += 16_384) {
    const piece = body.subarray(i, i + 16_384);
    await new Promise<void>((resolve) => { response.write(piece, () => { resolve(); }); });
    if (delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, delayMs));
  }
}

/** A proxy that connects anywhere and notes where to. */
export class TestProxy {
  readonly connected: string[] = [];
  readonly credentials: (string | undefined)[] = [];
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  /** @param status what it answers instead of connecting */
  static async start(status: number | null = null): Promise<TestProxy> {
    const server = createServer((_, response) => { response.writeHead(400).end(); });
    const self = new TestProxy(server);
    server.on('connect', (request: IncomingMessage, client: Socket) => {
      self.connected.push(request.url ?? '');
      self.credentials.push(request.headers['proxy-authorization']);
      if (status !== null) {
        client.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`);
        return;
      }
      const [host = '', port = ''] = (request.url ?? '').split(':');
      const target = connect(Number(port), host, () => {
        client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        target.pipe(client).pipe(target);
      });
      for (const socket of [client, target]) self.sockets.add(socket.on('error', () => socket.destroy()));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return self;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** Bytes that look like nothing, the same for the same seed. */
export function noise(nBytes: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(nBytes);
  let state = seed;
  for (let i = 0; i < nBytes; i += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[i] = state >>> 16;
  }
  return bytes;
}
