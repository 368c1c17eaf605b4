// Fields that messages on several subjects have.
import { integer, text } from '../guards';
import { LIMITS } from '../limits';

export const modelId = text(80, 1);
export const filePath = text(4_096, 1);
export const word = text(LIMITS.sentenceLength, 1);
export const layer = integer(0, 1_000);
export const row = integer(0, LIMITS.nOccurrences - 1);
/** Chosen by the caller: progress events and cancellation name it. */
export const seq = integer(0, Number.MAX_SAFE_INTEGER);
