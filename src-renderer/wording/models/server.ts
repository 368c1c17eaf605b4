import type { ServedState, ServerFound } from '@contract/serving/server';

const STATES: Readonly<Record<ServedState, string>> = {
  same: 'The same files as here',
  other: 'Other files under this name: export it again with contexture serve-export',
  unnamed: 'It does not say which files it has: serve a folder that contexture serve-export wrote',
  absent: 'Not there',
};

export const servedText = (state: ServedState): string => STATES[state];

/** What is on its way to a server, and who can read it. */
export function sentText({ host, isOpen }: Pick<ServerFound, 'host' | 'isOpen'>): string {
  const reading = isOpen ? ' The connection is not encrypted: others on the way can read them, too.' : '';
  return `${host} gets the word-piece ids of your sentences, from which they can be read. Texts and labels themselves stay on this computer.${reading}`;
}

/** @param host null: models run on this computer. @param hasSent whether a server had sentences before @param isFetching whether models are or were fetched */
export function promiseText(host: string | null, hasSent: boolean, isFetching: boolean): string {
  if (host !== null) return `${host} reads your sentences as word pieces`;
  if (hasSent) return 'A server read sentences; now they stay on this computer.';
  return isFetching ? 'Sentences and vectors stay on this computer.' : 'Nothing leaves this computer';
}
