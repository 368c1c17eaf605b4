import type { DeviceInUse } from '@contract/embedding';
import { Failure } from '@contract/failure';
import { modelDigest } from '../cache/embedding-cache';
import { SPANS } from '../../model-format/graph-names';
import { bySpan } from '../pooling/span-tensors';
import type { SentenceSteps } from '../pooling/sentence-steps';
import type { Encoder, SentenceToEncode } from '../runtime/encoder';
import { transformerFeeds } from '../encoders/transformer/transformer-feeds';
import type { TransformerTokenizer } from '../encoders/transformer/transformer-tokenizer';
import { FlightWindow } from './flight-window';
import type { ServedModel } from './served-model';
import type { ServerClient } from './server-client';
import type { ProtocolTensor } from './tensors';

/** A transformer whose graph a server runs; sentences are tokenized here, and what follows the pooling of a sentence is done here. */
export class RemoteEncoder implements Encoder {
  readonly device: DeviceInUse;

  private constructor(
    readonly tokenizer: TransformerTokenizer, private readonly client: ServerClient, private readonly model: ServedModel, readonly sentenceSteps: SentenceSteps,
    private readonly window: FlightWindow,
  ) {
    // The server decides what it runs on; to the schedule it is a device that always serves.
    this.device = { provider: 'cpu', label: `the server ${client.host}` };
  }

  get nInFlight(): number {
    return this.window.size;
  }

  /** @throws Failure `model` where the server has another model under this one's name, `not-found`, `io`, `cancelled` */
  static async open(client: ServerClient, tokenizer: TransformerTokenizer, sentenceSteps: SentenceSteps, window = new FlightWindow()): Promise<RemoteEncoder> {
    const { card } = tokenizer;
    const model = await client.model(card.id);
    const own = modelDigest(card);
    if (model.digest === null) throw new Failure('model', `${client.host} does not say which “${card.id}” it has. Serve a folder that serve-export wrote.`);
    if (model.digest !== own) {
      throw new Failure('model', `“${card.id}” on ${client.host} is another model (${model.digest.slice(0, 12)}…) than the one that is installed here (${own.slice(0, 12)}…). Export this one again with serve-export and serve that.`);
    }
    return new RemoteEncoder(tokenizer, client, model, sentenceSteps, window);
  }

  /** @throws ServerGone, Failure `io`, `model`, `cancelled` */
  async encode(batch: readonly SentenceToEncode[], layers: readonly number[]): Promise<Float32Array> {
    const { tokenizer, client, model, window } = this;
    const feeds = transformerFeeds(batch, tokenizer);
    const nSpans = batch.reduce((sum, { spans }) => sum + spans.length, 0);
    const inputs = model.inputs.map((name): ProtocolTensor => {
      const tensor = feeds[name];
      if (!(tensor?.data instanceof BigInt64Array || tensor?.data instanceof Float32Array)) throw new Failure('model', `“${model.name}” on ${client.host} asks for “${name}”, which is not known here. Serve a folder that serve-export wrote.`);
      return { name, shape: tensor.dims, data: tensor.data };
    });
    const started = performance.now();
    const read = await client.infer(model, inputs, layers.map(SPANS.output), [nSpans, tokenizer.card.dim]);
    window.answered(feeds['input_ids']?.size ?? 0, performance.now() - started);
    return bySpan(read, tokenizer.card.dim);
  }

  release(): Promise<void> {
    this.client.close();
    return Promise.resolve();
  }
}
