import { Failure } from '@contract/failure';
import { readBounded } from '../bounded';
import type { Bearer } from '../follow';
import { allowedUrl, openFollowing } from '../follow';
import type { Fetcher } from '../http';
import { readListing, type HubListing } from './hub-listing';
import { hubName } from '../names';
import { withRetries, type Patience } from '../retry';
import { answerFailure } from '../status';

/** A hub as the environment names it. */
export interface Hub {
  /** Without a slash at the end. */
  readonly endpoint: string;
  readonly host: string;
  /** Sent to the endpoint's own origin, never to where it redirects. */
  readonly bearer: Bearer | null;
}

/** The listing of a model with ten thousand files is about 2 MB. */
const nMaxListingBytes = 8_000_000;

/** `HF_ENDPOINT` (a mirror; the hub itself by default) and `HF_TOKEN`. @throws Failure `bad-input` where they cannot be used */
export function hubOf(env: NodeJS.ProcessEnv): Hub {
  const text = (env['HF_ENDPOINT'] ?? '').trim() || 'https://huggingface.co';
  if (!URL.canParse(text)) throw new Failure('bad-input', 'HF_ENDPOINT is not an address. Set it to one like https://huggingface.co, or unset it.');
  const url = allowedUrl(text, null);
  const token = (env['HF_TOKEN'] ?? '').trim();
  // The text of the token is not repeated in any message.
  if (token !== '' && !/^[\x21-\x7e]+$/.test(token)) throw new Failure('bad-input', 'HF_TOKEN holds characters that no token has. Set it again, or unset it.');
  return { endpoint: `${url.origin}${url.pathname.replace(/\/+$/, '')}`, host: url.host, bearer: token === '' ? null : { origin: url.origin, token } };
}

/**
 * Asks the hub for the newest state of a model: its commit, files, sizes, digests and licence.
 * @throws Failure `bad-input` (name, listing), `not-found`, `io`, `too-large`; the signal's reason when aborted
 */
export async function lookUp(name: string, hub: Hub, fetcher: Fetcher, patience: Patience, signal: AbortSignal): Promise<HubListing> {
  hubName(name);
  const url = `${hub.endpoint}/api/models/${name}/revision/main?blobs=true`;
  return withRetries(async () => {
    const response = await openFollowing(fetcher, { url, headers: { accept: 'application/json' }, signal, stallTimeoutMs: patience.stallTimeoutMs }, hub.bearer);
    if (response.status !== 200) {
      response.close();
      throw answerFailure(response, { host: hub.host, name, isHub: true, hasToken: hub.bearer !== null });
    }
    const bytes = await readBounded(response, nMaxListingBytes, hub.host);
    return readListing(new TextDecoder().decode(bytes), name, hub.host);
  }, hub.host, patience, signal);
}

/** Where the hub gives out a file of a certain commit. */
export function fileUrl(hub: Hub, name: string, commit: string, file: string): string {
  return `${hub.endpoint}/${name}/resolve/${commit}/${file.split('/').map(encodeURIComponent).join('/')}`;
}
