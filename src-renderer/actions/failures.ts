import { Failure, toEnvelope } from '@contract/failure';
import { contexture } from '../api/contexture';
import { notices, type Notice } from '../state/notices.svelte';
import { settings } from '../state/settings.svelte';
import { noticesWords } from '../wording/interface/notices';

/** Thrown inside a piece of work whose request was replaced or cancelled; nobody is told. */
export const cancelled = (): Failure => new Failure('cancelled', noticesWords.cancelled);

export const isCancelled = (error: unknown): boolean =>
  (error instanceof Failure && error.code === 'cancelled') || (error instanceof DOMException && error.name === 'AbortError');

/** Says once, in the words of the failure, what happened; what was cancelled stays silent. */
export function report(error: unknown, action?: Notice['action']): void {
  if (isCancelled(error)) return;
  const { code, message, detail } = toEnvelope(error);
  // A bug: whoever looks for it wants its place.
  if (code === 'internal') console.error(error);
  const words = code === 'internal' ? noticesWords.wentWrong(message) : message;
  // Nobody sees a notice in a snapshot: the app says it on the command line and ends.
  if (settings.isSnapshot) void contexture.snapshotReady(detail === undefined ? words : `${words} (${detail})`);
  notices.show({ kind: 'error', message: words, detail, action });
}

/** Runs a command from an event handler: failures become notices. */
export function attempt(command: () => Promise<unknown>): void {
  command().catch((error: unknown) => { report(error); });
}
