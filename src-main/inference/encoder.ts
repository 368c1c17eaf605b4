import type { DeviceInUse, Piece } from '@contract/embedding';
import type { ModelCard } from '@contract/model-card';

/** A sentence as a model reads it: `ids[i]` belongs to `pieces[i]`; marks such as [CLS] are not among them. */
export interface TokenizedSentence {
  readonly ids: readonly number[];
  readonly pieces: readonly Piece[];
}

/**
 * Hidden states of a batch. `layers[l]` is row-major `[batch, nRows, dim]`;
 * piece `i` of sentence `b` is row `b * nRows + firstRow + i`.
 */
export interface HiddenStates {
  readonly layers: readonly Float32Array[];
  readonly nRows: number;
  readonly firstRow: number;
}

/** A loaded model. Pooling, batching and windows are the same for all of them and lie outside. */
export interface Encoder {
  readonly card: ModelCard;
  readonly device: DeviceInUse;
  /** Pieces that one run can take, marks not counted; Infinity where there is no limit. */
  readonly maxPieces: number;
  tokenize(text: string): TokenizedSentence;
  /** @throws Failure `device` or `model` when the run itself fails. */
  encode(batch: readonly TokenizedSentence[]): Promise<HiddenStates>;
  /** Whether the model knows the piece with this id at all (static models have unknown words). */
  knows(id: number): boolean;
  /** Frees the native memory. */
  release(): Promise<void>;
}
