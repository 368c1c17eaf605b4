// Fields that messages on several subjects have.
import { integer, nullable, number, oneOf, record, text, type Guard } from '../guards';
import { LIMITS } from '../limits';
import { PROJECTION_INITS, PROJECTION_METHODS, type ProjectionParameters } from '../projection';

export const modelId = text(80, 1);
/** Of a file that the save dialog will ask for. */
export const suggestedName = text(200, 1);
export const filePath = text(4_096, 1);
export const word = text(LIMITS.sentenceLength, 1);
export const layer = integer(0, 1_000);
export const row = integer(0, LIMITS.nOccurrences - 1);
/** Chosen by the caller: progress events and cancellation name it. */
export const seq = integer(0, Number.MAX_SAFE_INTEGER);

const dimensions: Guard<2 | 3> = (value, where) => (integer(2, 3)(value, where) === 2 ? 2 : 3);

/** Only the form: what the parameters must be to one another is the projection's to say. */
export const projection: Guard<ProjectionParameters> = record({
  method: oneOf(PROJECTION_METHODS), nNeighbors: integer(1, 10_000), minDist: number(0, 10), spread: number(0, 10), localConnectivity: number(0, 10_000),
  setOpMixRatio: number(0, 1), negativeSampleRate: number(0, 50), repulsionStrength: number(0, 10), nEpochs: nullable(integer(1, 5_000)), init: oneOf(PROJECTION_INITS),
  nPcaComponents: nullable(integer(2, 1_000_000)), perplexity: number(0, 1_000_000), nComponents: dimensions, metric: oneOf(['cosine', 'euclidean']), seed: integer(0, 2 ** 32 - 1),
});
