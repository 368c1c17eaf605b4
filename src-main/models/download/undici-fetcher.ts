import type { EnvHttpProxyAgent } from 'undici';
import { Failure } from '@contract/failure';
import { Interrupted, ResponseHeaders, type Fetcher, type HttpRequest, type HttpResponse } from './http';

/**
 * HTTP through undici, by the proxies that the environment names (`HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`, small or capital letters; without `HTTPS_PROXY`, `HTTP_PROXY` serves both).
 * Node's own `fetch` knows no proxy. The library is loaded with the first request.
 */
export class UndiciFetcher implements Fetcher {
  private agent: EnvHttpProxyAgent | null = null;

  constructor(private readonly env: NodeJS.ProcessEnv, private readonly connectTimeoutMs = 15_000) {}

  async open({ url, headers, signal, stallTimeoutMs }: HttpRequest): Promise<HttpResponse> {
    signal.throwIfAborted();
    const host = new URL(url).host;
    const { request, EnvHttpProxyAgent } = await import('undici');
    this.agent ??= new EnvHttpProxyAgent({
      // Empty text, not undefined: the library would ask process.env then.
      httpProxy: proxyOf(this.env, 'http_proxy'), httpsProxy: proxyOf(this.env, 'https_proxy'), noProxy: variable(this.env, 'no_proxy'),
      connect: { timeout: this.connectTimeoutMs },
    });
    const response = await request(url, {
      dispatcher: this.agent, method: 'GET', signal, headersTimeout: stallTimeoutMs, bodyTimeout: stallTimeoutMs,
      // Sizes and digests are of the bytes as they are stored.
      headers: { 'accept-encoding': 'identity', 'user-agent': 'contexture', ...headers },
    }).catch((error: unknown) => {
      throw explained(error, host, signal);
    });
    const entries = Object.entries(response.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value ?? ''] as const);
    return {
      status: response.statusCode,
      headers: new ResponseHeaders(entries),
      body: chunks(response.body, host, signal),
      // A body that is ended early says so by an error that nobody waits for.
      close: () => { response.body.on('error', () => undefined).destroy(); },
    };
  }
}

async function* chunks(body: AsyncIterable<Uint8Array>, host: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body) yield chunk;
  } catch (error) {
    throw explained(error, host, signal);
  }
}

function variable(env: NodeJS.ProcessEnv, name: string): string {
  return env[name] ?? env[name.toUpperCase()] ?? '';
}

function proxyOf(env: NodeJS.ProcessEnv, name: string): string {
  const value = variable(env, name);
  if (value === '') return '';
  const protocol = URL.canParse(value) ? new URL(value).protocol : null;
  if (protocol === 'http:' || protocol === 'https:') return value;
  // The value may hold a password: it is not repeated.
  throw new Failure('bad-input', `${name.toUpperCase()} is not the address of an HTTP proxy. Set it to one like http://proxy.example:8080, or unset it.`);
}

const certificate = /^(?:CERT_|ERR_TLS_CERT|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH$)/;
const handshake = /^(?:ERR_SSL_|ERR_TLS_|EPROTO$|UND_ERR_PRX_TLS$)/;

/** What an error of the library means to the downloader. */
function explained(error: unknown, host: string, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  if (!(error instanceof Error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const proxyStatus = /Proxy response \((\d+)\)/.exec(error.message)?.[1] ?? (error.message.includes('(407)') ? '407' : undefined);
  if (proxyStatus === '407') return new Failure('io', 'The proxy wants a name and a password. Put them into HTTPS_PROXY as http://name:password@host:port and try again.');
  if (proxyStatus !== undefined) return new Interrupted(`the proxy answered ${proxyStatus} instead of connecting to ${host}`, null, { cause: error });
  if (certificate.test(code)) {
    return new Failure('io', `The secure connection to ${host} was refused: its certificate cannot be trusted. Check the clock of this machine and whether a proxy stands between.`, `${code}: ${error.message}`);
  }
  if (handshake.test(code)) {
    return new Failure('io', `A secure connection to ${host} could not be made. Check the proxy or mirror that is set.`, `${code}: ${error.message}`);
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return new Interrupted(`the address of ${host} was not found`, null, { cause: error });
  if (code === 'ECONNREFUSED') return new Interrupted(`${host}, or the proxy before it, does not take connections`, null, { cause: error });
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'ETIMEDOUT') return new Interrupted(`${host} does not answer`, null, { cause: error });
  if (code === 'UND_ERR_BODY_TIMEOUT') return new Interrupted(`${host} stopped sending`, null, { cause: error });
  if (code.startsWith('UND_ERR_INVALID') || code === 'ERR_INVALID_URL') return error;
  return new Interrupted(`the connection to ${host} was cut`, null, { cause: error });
}
