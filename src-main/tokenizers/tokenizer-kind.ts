import { JsonNode, shown } from './json-node';

/** How the pieces of a vocabulary read: with `##` inside words, as bytes, or with `▁` for a space. */
export type PieceTokenizerKind = 'wordpiece' | 'byte-level-bpe' | 'unigram';

/**
 * The kind of pieces that a tokenizer.json holds.
 * @throws Failure('model') when it is none of them.
 */
export function tokenizerKindOf(root: JsonNode): PieceTokenizerKind {
  const type = root.at('model').at('type');
  switch (modelTypeOf(root)) {
    case 'WordPiece': return 'wordpiece';
    case 'Unigram': return 'unigram';
    case 'BPE': return writesBytes(root.at('pre_tokenizer')) ? 'byte-level-bpe' : 'unigram';
    default: throw type.refuse(`is ${shown(type.string())}; only WordPiece, BPE and Unigram can be used`);
  }
}

/** Files of the first versions do not name it. */
export function modelTypeOf(root: JsonNode): string {
  const model = root.at('model');
  const type = model.at('type');
  if (!type.isNull) return type.string();
  if (!model.at('merges').isNull) return 'BPE';
  return Array.isArray(model.at('vocab').value) ? 'Unigram' : 'WordPiece';
}

function writesBytes(node: JsonNode): boolean {
  if (node.isNull) return false;
  return stepsOf(node, 'pretokenizers').some((step) => step.at('type').value === 'ByteLevel');
}

/** A part of the file, or the parts of a sequence of them, however deep. */
export function stepsOf(node: JsonNode, key: string): readonly JsonNode[] {
  if (node.isNull) return [];
  // By what it holds: the library takes an unknown type for the one that its members fit.
  return !node.at(key).isNull ? node.at(key).elements().flatMap((step) => stepsOf(step, key)) : [node];
}
