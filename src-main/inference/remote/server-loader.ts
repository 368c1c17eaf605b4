import { Failure } from '@contract/failure';
import { relativeError, maxRelativeError } from '../devices/self-check';
import { encoderLoader, type EncoderLoader } from '../encoders/load-encoder';
import { TransformerTokenizer } from '../encoders/transformer/transformer-tokenizer';
import { loadSentenceSteps } from '../pooling/sentence-steps';
import { RemoteEncoder } from './remote-encoder';
import type { ServerClient } from './server-client';

export interface ServerHooks {
  /** How far the server's vectors lie from this machine's, as `maxRelativeError` counts. */
  readonly onChecked?: (error: number) => void;
}

/**
 * Loads transformers from a server, tokenizers from their folders. Before a model serves, its vectors of a few fixed sentences are held against those of this machine's CPU:
 * the same files may still run in half precision over there.
 * @param connect a new client each time: an encoder closes its own
 */
export function serverLoader(connect: () => ServerClient, { onChecked }: ServerHooks = {}): EncoderLoader {
  return {
    tokenizer: (folder, card) => encoderLoader.tokenizer(folder, card),
    load: async (folder, tokenizer) => {
      const { card } = tokenizer;
      if (!(tokenizer instanceof TransformerTokenizer)) throw new Failure('bad-input', `${card.name} is no transformer, and servers run these alone. Leave out --server.`);
      const client = connect();
      try {
        const remote = await RemoteEncoder.open(client, tokenizer, await loadSentenceSteps(folder, card));
        const local = await encoderLoader.load(folder, tokenizer, 'cpu');
        const error = await relativeError(remote, local).finally(() => local.release());
        if (!(error <= maxRelativeError)) throw new Failure('model', `${client.host} gives other vectors than this machine (relative error ${error.toExponential(1)}). Let it compute in full precision.`);
        onChecked?.(error);
        return remote;
      } catch (error) {
        client.close();
        throw error;
      }
    },
  };
}
