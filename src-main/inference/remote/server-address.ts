import { Failure } from '@contract/failure';

/** Where a server is, and what opens it. */
export interface ServerAddress {
  /** Without a slash at its end. */
  readonly url: URL;
  /** What a message calls it: scheme, host, port and path. */
  readonly host: string;
  /** Null: none. */
  readonly token: string | null;
  /** Whether what is sent leaves this machine without encryption. */
  readonly isOpen: boolean;
}

const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

const SCHEMES: readonly string[] = ['http:', 'https:', 'grpc:', 'grpcs:'];

/** Whether the server is spoken to in gRPC, else in HTTP. */
export const isGrpc = ({ url }: Pick<ServerAddress, 'url'>): boolean => url.protocol === 'grpc:' || url.protocol === 'grpcs:';

/** @throws Failure `bad-input` for what is no address, for names and passwords in it, and for a token that would travel in the open */
export function serverAddress(text: string, token: string | null): ServerAddress {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !SCHEMES.includes(url.protocol) || url.hostname === '') throw new Failure('bad-input', `“${text}” is no address of a server. Write it like https://host:8000, or like grpcs://host:8001 for gRPC.`);
  if (url.username !== '' || url.password !== '') throw new Failure('bad-input', 'A name or password does not belong into the address of a server, which is shown. Give a token instead.');
  if (url.search !== '' || url.hash !== '') throw new Failure('bad-input', `“${text}” has more than an address. Leave out what stands behind ? or #.`);
  url.pathname = url.pathname.replace(/\/+$/, '');
  const path = url.pathname === '/' ? '' : url.pathname;
  if (isGrpc({ url }) && (url.port === '' || path !== '')) throw new Failure('bad-input', `“${text}” is no address of gRPC. Write host and port alone, like grpcs://host:8001.`);
  const isOpen = (url.protocol === 'http:' || url.protocol === 'grpc:') && !LOOPBACK.test(url.hostname);
  if (token !== null && isOpen) throw new Failure('bad-input', `A token would go to ${url.host} in the open. Give an address that begins with ${isGrpc({ url }) ? 'grpcs' : 'https'}.`);
  return { url, host: `${url.protocol}//${url.host}${path}`, token, isOpen };
}

/** The one line of a file. @throws Failure `bad-input` */
export function tokenOf(text: string, file: string): string {
  const token = text.trim();
  // RFC 6750, 2.1: what may stand behind Bearer.
  if (!/^[A-Za-z0-9._~+/-]+=*$/.test(token)) throw new Failure('bad-input', `${file} holds no token: one line of letters, digits and - . _ ~ + / is needed.`);
  return token;
}
