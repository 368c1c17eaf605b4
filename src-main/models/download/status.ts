import { Failure } from '@contract/failure';
import { Interrupted, type HttpResponse } from './http';
import { retryAfterMs } from './retry';

/** What is asked for, in the words of a message. */
export interface Wanted {
  readonly host: string;
  /** "org/name" on the hub, or the name of a catalogue entry. */
  readonly name: string;
  readonly isHub: boolean;
  readonly hasToken: boolean;
}

/** What an answer that carries no content means. @returns Interrupted where waiting may help, Failure where it will not */
export function answerFailure({ status, headers }: HttpResponse, { host, name, isHub, hasToken }: Wanted): Interrupted | Failure {
  const wait = retryAfterMs(headers.get('retry-after'));
  if (status === 429) return new Interrupted(`${host} asks to wait: too many requests (429)`, wait);
  if (status === 408 || status >= 500) return new Interrupted(`${host} has a fault of its own (${status})`, wait);
  const code = headers.get('x-error-code');
  if (isHub && code === 'GatedRepo') return gated(host, name, hasToken);
  if (isHub && (code === 'RepoNotFound' || status === 401)) {
    // The hub answers 401 for a name that does not exist too, so as not to tell what is private.
    const advice = hasToken ? 'Check the name, and that HF_TOKEN may read it.' : 'Check the name; for a private one set HF_TOKEN.';
    return new Failure('not-found', `${host} has no model “${name}” that it shows you (${status}). ${advice}`);
  }
  if (status === 404 || status === 410) return new Failure('not-found', `${host} does not have “${name}” (${status}). Check the name.`);
  if (status === 401 || status === 403) return new Failure('io', `${host} refuses to give “${name}” (${status}). Fetch it by hand and import the file.`);
  return new Failure('io', `${host} answered ${status} for “${name}”. Try again later.`);
}

export function gated(host: string, name: string, hasToken: boolean): Failure {
  const advice = hasToken ? 'Accept its terms there with the account of HF_TOKEN, and try again.' : 'Accept its terms there, set HF_TOKEN to a token of your account, and try again.';
  return new Failure('io', `“${name}” is gated on ${host}. ${advice}`);
}
