import type { ModelCard } from '@contract/model-card';
import { Failure } from '@contract/failure';
import type { ServedHere, ServedState, ServerFound } from '@contract/serving/server';
import type { ModelLibrary } from '../../models/library';
import { modelDigest } from '../cache/embedding-cache';
import type { EncoderLoader } from '../encoders/load-encoder';
import { connectTo } from './connect';
import type { ServerPatience } from './patience';
import { serverAddress, type ServerAddress } from './server-address';
import type { ServerClient } from './server-client';
import { serverLoader } from './server-loader';

/** Somebody waits before the window: a server that is not there is found out within some twenty seconds. */
const inTheApp: ServerPatience = { timeoutMs: 30_000, deadlineMs: 60_000, nAttempts: 4, backOffMs: 500 };

/** Whoever goes elsewhere lets what is under way come back. */
const never = new AbortController().signal;

export const isServable = ({ kind }: Pick<ModelCard, 'kind'>): boolean => kind === 'bert' || kind === 'gpt';

/** The server that models may run on; none before somebody chooses one. */
export class ChosenServer {
  /** What loads models from it; another one after each choice, so that nothing goes on with the server before. */
  loader: EncoderLoader | null = null;
  /** Grows with every choice: what one server left undone may be done by the next. */
  nChoices = 0;

  constructor(private readonly library: Pick<ModelLibrary, 'list'>, private readonly patience: ServerPatience = inTheApp) {}

  /**
   * Asks a server for each installed transformer by its name, and chooses it. The one before stays where it does not answer.
   * @throws Failure `bad-input` for what is no address, `io` for a server that does not answer or refuses
   */
  async use(address: string, token: string | null): Promise<ServerFound> {
    const there = serverAddress(address.trim(), token);
    const connect = (): Promise<ServerClient> => connectTo(there, never, this.patience);
    const found = await this.ask(there, connect);
    this.loader = serverLoader(connect);
    this.nChoices++;
    return found;
  }

  leave(): null {
    return this.loader = null;
  }

  private async ask({ host, isOpen }: ServerAddress, connect: () => Promise<ServerClient>): Promise<ServerFound> {
    const client = await connect();
    try {
      const models: ServedHere[] = [];
      for (const card of (await this.library.list()).filter(isServable)) models.push({ modelId: card.id, name: card.name, state: await stateOf(client, card) });
      return { host, isOpen, models };
    } finally {
      client.close();
    }
  }
}

async function stateOf(client: ServerClient, card: ModelCard): Promise<ServedState> {
  try {
    const { digest } = await client.model(card.id);
    if (digest === null) return 'unnamed';
    return digest === modelDigest(card) ? 'same' : 'other';
  } catch (error) {
    if (error instanceof Failure && error.code === 'not-found') return 'absent';
    throw error;
  }
}
