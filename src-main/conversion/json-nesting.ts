import { Failure } from '@contract/failure';
import { jsonExcess } from '../platform/json-shape';

/** Lists inside lists of the deepest tokenizer.json are about ten. */
const MAX_DEPTH = 200;

/** Refuses JSON that is nested far deeper than any file of a model, which parsing could take all memory for and writing the stack. @throws Failure('model') */
export function checkNesting(json: string, subject: string): void {
  if (jsonExcess(json, { depth: MAX_DEPTH, values: Infinity }) !== null) {
    throw new Failure('model', `${subject} is nested more than ${MAX_DEPTH} levels deep, as no file of a model is; copy or download it again.`);
  }
}
