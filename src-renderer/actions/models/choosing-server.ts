import { toEnvelope } from '@contract/failure';
import { contexture } from '../../api/contexture';
import { serverPanel } from '../../state/panels/models/server.svelte';
import { session } from '../../state/session.svelte';
import { switchDevice } from '../view/start';
import { lookForServer } from './known-server';

/** Shows the dialog with the server of the last time. */
export async function openServer(): Promise<void> {
  await lookForServer();
  const { known } = serverPanel;
  serverPanel.address ||= known?.address ?? '';
  serverPanel.isTokenKept = known?.hasToken ?? false;
  serverPanel.problem = null;
  serverPanel.isOpen = true;
}

export function closeServer(): void {
  serverPanel.isOpen = false;
  serverPanel.token = '';
}

/** Asks the server which models it has; no sentence goes there. What goes wrong stands in the dialog. */
export async function askServer(): Promise<void> {
  if (serverPanel.isAsking) return;
  serverPanel.isAsking = true;
  serverPanel.problem = null;
  const { token, isTokenKept } = serverPanel;
  const address = serverPanel.address.trim();
  try {
    await contexture.useServer({ address, token: token === '' ? null : token, isTokenKept });
    serverPanel.token = '';
  } catch (error) {
    serverPanel.problem = toEnvelope(error).message;
  } finally {
    serverPanel.isAsking = false;
    await lookForServer();
  }
}

/** From now on the set on screen, and what is typed, goes to the server. */
export async function runOnServer(): Promise<void> {
  closeServer();
  await switchDevice('server');
}

/** Nothing goes to the server any more; its address stays in the dialog. */
export async function leaveServer(): Promise<void> {
  closeServer();
  await contexture.leaveServer();
  await lookForServer();
  if (session.target?.device === 'server') await switchDevice('auto');
}
