import { Failure } from '@contract/failure';
import { DeviceFailure } from '../devices/device-failure';
import { relativeError, maxRelativeError } from '../devices/self-check';
import { encoderLoader, type EncoderLoader } from '../encoders/load-encoder';
import { TransformerTokenizer } from '../encoders/transformer/transformer-tokenizer';
import { loadSentenceSteps } from '../pooling/sentence-steps';
import type { Encoder } from '../runtime/encoder';
import { FlightWindow } from './flight-window';
import { RemoteEncoder } from './remote-encoder';
import { ServerGone } from './patience';
import type { ServerClient } from './server-client';

export interface ServerHooks {
  /** How far the server's vectors lie from this machine's, as `maxRelativeError` counts. */
  readonly onChecked?: (error: number) => void;
  /** The server does not answer any more: the rest is computed here. */
  readonly onGone?: (error: ServerGone) => void;
  /** Batches in flight; null or absent: as many as the server takes well. */
  readonly nInFlight?: number | null;
}

/**
 * Loads transformers from a server, tokenizers from their folders. Before a model serves, its vectors of a few fixed sentences are held against those of this machine's CPU:
 * the same files may still run in half precision over there. A model that is loaded again, because the server went away while it was computing, is this machine's own.
 * @param connect a new client each time: an encoder closes its own
 */
export function serverLoader(connect: () => Promise<ServerClient>, { onChecked, onGone, nInFlight = null }: ServerHooks = {}): EncoderLoader {
  /** By model: where it has been computed until its server was gone. */
  const gone = new Map<string, string>();
  return {
    tokenizer: (folder, card) => encoderLoader.tokenizer(folder, card),
    load: async (folder, tokenizer) => {
      const { card } = tokenizer;
      if (!(tokenizer instanceof TransformerTokenizer)) throw new Failure('bad-input', `${card.name} is no transformer, and servers run these alone.`);
      const before = gone.get(card.id);
      if (before !== undefined) return named(await encoderLoader.load(folder, tokenizer, 'cpu'), (label) => `${before} until it was gone, then ${label}`);
      const client = await connect();
      try {
        const remote = await RemoteEncoder.open(client, tokenizer, await loadSentenceSteps(folder, card), new FlightWindow(nInFlight));
        const local = await encoderLoader.load(folder, tokenizer, 'cpu');
        const error = await relativeError(remote, local).finally(() => local.release());
        if (!(error <= maxRelativeError)) throw new Failure('model', `${client.host} gives other vectors than this machine (relative error ${error.toExponential(1)}). Let it compute in full precision.`);
        onChecked?.(error);
        return untilGone(remote, (error) => {
          if (gone.has(card.id)) return;
          gone.set(card.id, remote.device.label);
          onGone?.(error);
        });
      } catch (error) {
        client.close();
        throw error;
      }
    },
  };
}

/** The same encoder under another label. */
const named = (encoder: Encoder, label: (own: string) => string): Encoder => ({ ...passedOn(encoder), device: { ...encoder.device, label: label(encoder.device.label) } });

/** A server that went away is to the schedule a device that was lost. @param onGone told of every batch that it did not answer */
function untilGone(encoder: RemoteEncoder, onGone: (error: ServerGone) => void): Encoder {
  return {
    ...passedOn(encoder),
    get nInFlight() { return encoder.nInFlight; },
    encode: (batch, layers) => encoder.encode(batch, layers).catch((error: unknown) => {
      if (!(error instanceof ServerGone)) throw error;
      onGone(error);
      throw new DeviceFailure(error.message, 'lost');
    }),
  };
}

const passedOn = (encoder: Encoder): Encoder => ({
  tokenizer: encoder.tokenizer, device: encoder.device, ...(encoder.sentenceSteps === undefined ? {} : { sentenceSteps: encoder.sentenceSteps }),
  encode: (batch, layers) => encoder.encode(batch, layers), release: () => encoder.release(),
});
