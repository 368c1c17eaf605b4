import type { serverChannels } from '@contract/channels/servers';
import type { ServerFound } from '@contract/serving/server';
import type { InferenceClient } from '../inference/process/client';
import type { KeptServer } from '../platform/keyring/kept-server';
import type { ChannelHandlers } from './router';

/** The server of all windows: the model process asks it, the main process alone knows its token. */
export class ServerDesk {
  private inUse: ServerFound | null = null;

  constructor(private readonly inference: Pick<InferenceClient, 'request'>, private readonly kept: KeptServer) {}

  /** The model process ended, and with it the choice: nothing goes out again unless somebody asks for it. */
  stopped(): void {
    this.inUse = null;
  }

  readonly handlers: ChannelHandlers<typeof serverChannels> = {
    knownServer: async () => ({ ...await this.kept.known(), inUse: this.inUse }),
    useServer: async ({ address, token: typed, isTokenKept }) => {
      const token = typed ?? (isTokenKept ? await this.kept.tokenFor(address) : null);
      this.inUse = await this.inference.request('inference:use-server', { address, token, isTokenKept });
      await this.kept.keep(address, isTokenKept ? token : null);
      return this.inUse;
    },
    leaveServer: () => {
      this.inUse = null;
      return this.inference.request('inference:leave-server', null);
    },
  };
}
