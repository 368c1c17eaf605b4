import { NORMAL, type VocabularyPiece } from './schema';

type Merge = readonly [left: string, right: string];

/** Every way to make a piece of two others, whatever their types, first the pieces of low ids: what transformers gives the tokenizers of Llama and Gemma. */
export function mergesById(pieces: readonly VocabularyPiece[]): readonly Merge[] {
  return splitsOf(pieces);
}

/** Normal pieces only, first those of high scores: what SentencePiece itself merges, and transformers where it has no class for a model. */
export function mergesByScore(pieces: readonly VocabularyPiece[]): readonly Merge[] {
  return splitsOf(pieces.filter(({ type }) => type === NORMAL).sort((a, b) => b.score - a.score));
}

/** Of each piece the short left parts first. A half of a surrogate pair is no piece. */
function splitsOf(pieces: readonly VocabularyPiece[]): readonly Merge[] {
  const known = new Set(pieces.map(({ piece }) => piece));
  const found: Merge[] = [];
  for (const { piece } of pieces) {
    for (let at = 1; at < piece.length; at++) {
      const [left, right] = [piece.slice(0, at), piece.slice(at)];
      if (known.has(left) && known.has(right)) found.push([left, right]);
    }
  }
  return found;
}
