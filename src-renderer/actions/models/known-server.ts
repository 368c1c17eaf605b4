import { contexture } from '../../api/contexture';
import { serverPanel } from '../../state/panels/models/server.svelte';

/** Asks what is known of servers; no server is asked. */
export async function lookForServer(): Promise<void> {
  serverPanel.known = await contexture.knownServer();
}

/** Before sentences go to a server: from now on the status line does not say that nothing left. */
export async function noteSending(): Promise<void> {
  serverPanel.hasSent = true;
  await lookForServer();
}
