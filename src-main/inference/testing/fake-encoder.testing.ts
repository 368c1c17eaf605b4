import type { Provider } from '@contract/embedding';
import type { ModelCard } from '@contract/model-card';
import type { TokenizedSentence } from '../../tokenizers/tokenizer';
import type { Encoder, SentenceToEncode } from '../runtime/encoder';
import type { SentenceSteps } from '../pooling/sentence-steps';

/** Id of the letter x, which the encoder of the tests does not know. */
export const UNKNOWN = 999;
/** What the rows of its special tokens hold. */
export const MARKS = { before: 1_000, after: 2_000 } as const;

export interface FakeOptions {
  readonly maxPieces?: number;
  readonly nSpecialTokens?: { readonly before: 0 | 1; readonly after: 0 | 1 };
  readonly provider?: Provider;
  readonly card?: Partial<ModelCard>;
  readonly sentenceSteps?: SentenceSteps;
  /** Called before each run; what it throws, the run throws. */
  readonly onRun?: (batch: readonly SentenceToEncode[]) => void | Promise<void>;
}

export interface FakeEncoder extends Encoder {
  /** The sentences of every run. */
  readonly batches: (readonly TokenizedSentence[])[];
}

/** For tests: a piece is a letter, its id the character's code; row of layer l: [id, l]. Spans are weighted as the graphs do it. */
export function fakeEncoder({ maxPieces = Infinity, nSpecialTokens = { before: 1, after: 1 }, provider = 'cpu', card = {}, sentenceSteps, onRun }: FakeOptions = {}): FakeEncoder {
  const batches: (readonly TokenizedSentence[])[] = [];
  const full = { id: 'fake', kind: 'bert', nLayers: 2, dim: 2, nParameters: 100, ...card } as ModelCard;
  return {
    tokenizer: {
      card: full, maxPieces, nSpecialTokens,
      tokenize: (texts) => Promise.resolve(texts.map((text) => {
        const pieces = [...text.matchAll(/\w/g)].map((match) => ({ piece: match[0], charStart: match.index, charEnd: match.index + 1 }));
        return { ids: pieces.map(({ piece }) => (piece === 'x' ? UNKNOWN : piece.charCodeAt(0))), pieces };
      })),
      knows: (id) => id !== UNKNOWN,
    },
    device: { provider, label: `fake ${provider}` },
    ...(sentenceSteps === undefined ? {} : { sentenceSteps }),
    batches,
    encode: async (batch, layers) => {
      await onRun?.(batch);
      batches.push(batch.map(({ sentence }) => sentence));
      const values: number[] = [];
      for (const { sentence: { ids }, spans } of batch) {
        const row = (at: number): number => {
          if (at < -nSpecialTokens.before || at >= ids.length + nSpecialTokens.after) throw new RangeError(`there is no row ${at}`);
          return at < 0 ? MARKS.before : ids[at] ?? MARKS.after;
        };
        for (const { from, to, weights } of spans) {
          const rows = Array.from({ length: to - from }, (_, i) => ({ id: row(from + i), weight: weights === null ? 1 / (to - from) : weights[i] ?? 0 }));
          for (const layer of layers) values.push(rows.reduce((sum, { id, weight }) => sum + id * weight, 0), rows.reduce((sum, { weight }) => sum + layer * weight, 0));
        }
      }
      return Float32Array.from(values);
    },
    release: () => Promise.resolve(),
  };
}
