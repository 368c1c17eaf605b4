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

/** @throws Failure `bad-input` for what is no address, for names and passwords in it, and for a token that would travel in the open */
export function serverAddress(text: string, token: string | null): ServerAddress {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) throw new Failure('bad-input', `“${text}” is no address of a server. Write it like https://host:8000.`);
  if (url.username !== '' || url.password !== '') throw new Failure('bad-input', 'A name or password does not belong into the address of a server, which is shown. Give a token instead.');
  if (url.search !== '' || url.hash !== '') throw new Failure('bad-input', `“${text}” has more than an address. Leave out what stands behind ? or #.`);
  const isOpen = url.protocol === 'http:' && !LOOPBACK.test(url.hostname);
  if (token !== null && isOpen) {
    throw new Failure('bad-input', `A token would go to ${url.host} in the open. Give an address that begins with https.`);
  }
  url.pathname = url.pathname.replace(/\/+$/, '');
  return { url, host: `${url.protocol}//${url.host}${url.pathname === '/' ? '' : url.pathname}`, token, isOpen };
}

/** The one line of a file. @throws Failure `bad-input` */
export function tokenOf(text: string, file: string): string {
  const token = text.trim();
  // RFC 6750, 2.1: what may stand behind Bearer.
  if (!/^[A-Za-z0-9._~+/-]+=*$/.test(token)) throw new Failure('bad-input', `${file} holds no token: one line of letters, digits and - . _ ~ + / is needed.`);
  return token;
}
