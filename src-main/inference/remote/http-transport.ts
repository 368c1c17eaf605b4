import { Agent as PlainAgent, request as plainRequest, type IncomingMessage } from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';
import { Failure } from '@contract/failure';
import { NotReached } from './patience';
import type { ServerAddress } from './server-address';
import type { ServerAnswer, ServerRequest, Transport } from './transport';

/** HTTP or HTTPS to one address, on connections that stay open. No proxy, no redirect: what is sent goes to the host that was named and to no other. */
export class HttpTransport implements Transport {
  readonly host: string;
  private readonly agent: PlainAgent;

  constructor(private readonly address: ServerAddress) {
    this.host = address.host;
    this.agent = address.url.protocol === 'https:' ? new SecureAgent({ keepAlive: true }) : new PlainAgent({ keepAlive: true });
  }

  send({ path, body, headers, signal, timeoutMs, nMaxBytes }: ServerRequest): Promise<ServerAnswer> {
    const { url, token } = this.address;
    const { agent, host } = this;
    const ending = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    return new Promise((resolve, reject) => {
      const fail = (error: unknown): void => {
        if (signal.aborted) reject(signal.reason instanceof Error ? signal.reason : new Failure('cancelled', 'Embedding was cancelled.'));
        else reject(ending.aborted ? new NotReached(`it did not answer within ${Math.ceil(timeoutMs / 1000)} s`) : explained(error, host));
      };
      const send = url.protocol === 'https:' ? secureRequest : plainRequest;
      const sent = send({
        agent, signal: ending, method: body === null ? 'GET' : 'POST', hostname: url.hostname.replace(/^\[|\]$/g, ''), port: url.port, path: `${url.pathname === '/' ? '' : url.pathname}${path}`,
        headers: {
          ...headers, 'user-agent': 'contexture', 'accept-encoding': 'identity', ...(body === null ? {} : { 'content-length': body.length }), ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        },
      }, (answer) => { collect(answer, nMaxBytes, host).then((bytes) => { resolve(asAnswer(answer, bytes)); }, fail); });
      sent.on('error', fail);
      sent.end(body ?? undefined);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

async function collect(answer: IncomingMessage, nMaxBytes: number, host: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let nBytes = 0;
  for await (const part of answer as AsyncIterable<Uint8Array>) {
    nBytes += part.length;
    if (nBytes > nMaxBytes) throw new Failure('io', `The answer of ${host} is longer than what was asked for. Check that it is a server of the Open Inference Protocol.`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const asAnswer = (answer: IncomingMessage, bytes: Uint8Array): ServerAnswer => ({
  status: answer.statusCode ?? 0,
  header: (name) => {
    const value = answer.headers[name];
    return value === undefined ? null : String(value);
  },
  bytes,
});

const CERTIFICATE = /^(?:CERT_|ERR_TLS_CERT|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH$)/;

/** What an error of the connection means. */
function explained(error: unknown, host: string): Error {
  if (error instanceof Failure || !(error instanceof Error)) return error instanceof Error ? error : new NotReached(String(error));
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (CERTIFICATE.test(code)) {
    return new Failure('io', `The secure connection to ${host} was refused: its certificate cannot be trusted. Check the address, or let NODE_EXTRA_CA_CERTS name your own authority.`, `${code}: ${error.message}`);
  }
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_')) return new Failure('io', `A secure connection to ${host} could not be made. Check whether it speaks HTTPS.`, code);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return new NotReached('its address was not found', 0, error);
  if (code === 'ECONNREFUSED') return new NotReached('it takes no connections', 0, error);
  return new NotReached('the connection was cut', 0, error);
}
