import { Failure } from '@contract/failure';
import type { Fetcher, HttpRequest, HttpResponse } from './http';

/** A secret that one server may see, and no other that it redirects to. */
export interface Bearer {
  readonly origin: string;
  readonly token: string;
}

const redirects = new Set([301, 302, 303, 307, 308]);
const nMaxRedirects = 8;

/**
 * Opens an address and follows where it redirects to. Only https is spoken, and http to this very machine (a local mirror); never from https or another machine to http.
 * `x-linked-etag` of a server on the way stands in the headers of the last answer.
 * @throws what {@link Fetcher.open} throws; Failure for an address that is refused and for too many redirects
 */
export async function openFollowing(fetcher: Fetcher, request: HttpRequest, bearer: Bearer | null = null): Promise<HttpResponse> {
  let url = allowedUrl(request.url, null);
  let linkedEtag: string | null = null;
  for (let n = 0; n <= nMaxRedirects; n += 1) {
    const authorization = bearer?.origin === url.origin ? { authorization: `Bearer ${bearer.token}` } : {};
    const response = await fetcher.open({ ...request, url: url.href, headers: { ...request.headers, ...authorization } });
    linkedEtag = response.headers.get('x-linked-etag') ?? linkedEtag;
    if (!redirects.has(response.status)) return linkedEtag === null ? response : { ...response, headers: response.headers.with('x-linked-etag', linkedEtag) };
    response.close();
    const location = response.headers.get('location');
    if (location === null || !URL.canParse(location, url.href)) throw new Failure('io', `${url.host} redirects to nowhere. Try again later.`);
    url = allowedUrl(new URL(location, url).href, url);
  }
  throw new Failure('io', `${new URL(request.url).host} redirects in a circle. Try again later, or check the mirror and proxy that are set.`);
}

/** @param from the address that redirected here; null for the first. @throws Failure `bad-input` */
export function allowedUrl(text: string, from: URL | null): URL {
  const url = new URL(text);
  const redirected = from === null ? '' : `${from.host} redirects to an address that is refused: `;
  if (url.username !== '' || url.password !== '') throw new Failure('bad-input', `${redirected}${url.host} is given with a name or password in the address. Use HF_TOKEN instead.`);
  if (url.protocol === 'https:') return url;
  const isPlainAllowed = url.protocol === 'http:' && isThisMachine(url) && (from === null || (from.protocol === 'http:' && isThisMachine(from)));
  if (isPlainAllowed) return url;
  throw new Failure('bad-input', `${redirected}${url.protocol}//${url.host} is not https, and models are fetched by https alone. Use an https address.`);
}

const isThisMachine = ({ hostname }: URL): boolean => hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
