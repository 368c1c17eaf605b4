import { shown, type JsonNode } from './json-node';
import type { PieceTokenizer } from './tokenizer';

/** What tokenizer.json does to the pieces of a sentence at the end. */
export interface Finish {
  readonly marks: PieceTokenizer['marks'];
  /** Whether spaces are taken out of the spans; see trimOffsets. */
  readonly trim: { readonly addPrefixSpace: boolean } | null;
}

const NOTHING: Finish = { marks: { before: [], after: [] }, trim: null };
const MAX_MARKS = 16;
const MAX_STEPS = 16;

/**
 * Reads the post-processor of tokenizer.json: ByteLevel, RobertaProcessing, BertProcessing, TemplateProcessing or a sequence of them.
 * @param nIds ids of marks are below this
 * @throws Failure('model') naming the key that is wrong or the kind that is not supported.
 */
export function readFinish(node: JsonNode, nIds: number): Finish {
  if (node.isNull) return NOTHING;
  const kind = node.at('type');
  switch (kind.string()) {
    case 'ByteLevel':
      return { ...NOTHING, trim: readTrim(node) };
    case 'RobertaProcessing':
      return { marks: outerMarks(node, nIds), trim: readTrim(node) };
    case 'BertProcessing':
      return { marks: outerMarks(node, nIds), trim: null };
    case 'TemplateProcessing':
      return { marks: templateMarks(node, nIds), trim: null };
    case 'Sequence': {
      const steps = node.at('processors').elements();
      if (steps.length > MAX_STEPS) throw node.refuse('has too many steps');
      const finishes = steps.map((step) => {
        if (step.at('type').string() === 'Sequence') throw step.refuse('is a sequence in a sequence, which is not supported');
        return readFinish(step, nIds);
      });
      const trims = finishes.filter(({ trim }) => trim !== null);
      if (trims.length > 1) throw node.refuse('trims the spans twice');
      // A later step puts its marks around those of the steps before it.
      const marks = finishes.reduce((inner, { marks: outer }) => ({ before: [...outer.before, ...inner.before], after: [...inner.after, ...outer.after] }), NOTHING.marks);
      return { marks, trim: trims[0]?.trim ?? null };
    }
    default:
      throw kind.refuse(`is ${shown(kind.string())}, which is not supported`);
  }
}

function readTrim(node: JsonNode): Finish['trim'] {
  const addPrefixSpace = node.at('add_prefix_space').flag(true);
  return node.at('trim_offsets').flag(true) ? { addPrefixSpace } : null;
}

function outerMarks(node: JsonNode, nIds: number): Finish['marks'] {
  const id = (key: string): number => {
    const pair = node.at(key).elements();
    if (pair.length !== 2) throw node.at(key).refuse('is not a text with an id');
    return (pair[1] as JsonNode).id(nIds);
  };
  return { before: [id('cls')], after: [id('sep')] };
}

function templateMarks(node: JsonNode, nIds: number): Finish['marks'] {
  const before: number[] = [];
  const after: number[] = [];
  let isBehind = false;
  const single = node.at('single');
  for (const item of single.elements()) {
    if (Object.hasOwn(item.object(), 'Sequence')) {
      if (isBehind) throw single.refuse('holds the sentence twice');
      isBehind = true;
      continue;
    }
    const name = item.at('SpecialToken').at('id').string();
    const ids = node.at('special_tokens').at(name).at('ids').elements().map((id) => id.id(nIds));
    for (const id of ids) (isBehind ? after : before).push(id);
    if (before.length + after.length > MAX_MARKS) throw single.refuse(`has more than ${MAX_MARKS} marks`);
  }
  if (!isBehind) throw single.refuse('does not hold the sentence');
  return { before, after };
}
