import path from 'node:path';
import type { ModelCard } from '@contract/model-card';
import { ModelLibrary } from '../../models/library';
import { encoderLoader } from '../encoders/load-encoder';
import { TransformerTokenizer } from '../encoders/transformer/transformer-tokenizer';
import { embedTargets } from '../sets/embed';
import { graphOf } from './double.testing';
import type { ServerPatience } from './patience';

export const library = new ModelLibrary(path.resolve('models'));
export const texts = ['He sat by the bank of the river.', 'The bank raised its rate, and nobody in the long queue before its door was told of it.', 'No bank.'];
export const targets = texts.map((text) => ({ text, charStart: text.indexOf('bank'), charEnd: text.indexOf('bank') + 4 }));
export const quick: ServerPatience = { timeoutMs: 2_000, deadlineMs: 6_000, nAttempts: 4, backOffMs: 5 };

/** For tests: a bundled model as this machine has it, the graph that a double runs (to be released), and what this machine makes of {@link targets}. */
export async function miniLmHere(): Promise<{
  readonly card: ModelCard; readonly folder: string; readonly tokenizer: TransformerTokenizer; readonly graph: Awaited<ReturnType<typeof graphOf>>; readonly local: Float32Array;
}> {
  const card = await library.card('minilm-l6');
  const folder = await library.folder(card.id);
  const tokenizer = await TransformerTokenizer.load(folder, card);
  const encoder = await encoderLoader.load(folder, tokenizer, 'cpu');
  const { values: local } = await embedTargets(encoder, targets, 'mean');
  await encoder.release();
  return { card, folder, tokenizer, graph: await graphOf(folder), local };
}

/** The largest difference of two numbers in the same place; NaN where one is missing. */
export const largest = (a: Float32Array, b: Float32Array): number => a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - (b[i] ?? NaN))), 0);
