import { Failure } from '@contract/failure';
import type { Family } from './families';
import { BPE, BYTE, NORMAL, UNIGRAM, UNKNOWN, UNUSED, type SentencePieceModel } from './schema';

type Json = Readonly<Record<string, unknown>>;

/** Longer ones would take a long time to be split into others. */
const MAX_PIECE = 256;

/** @throws Failure('model') for what the model file says that the family's tokenizer does not do. */
export function checkModel({ file, label, modelType, spec, unkId }: Family, { pieces, trainer, normalizer }: SentencePieceModel, settings: Json): void {
  const refused = (reason: string): Failure => new Failure('model', `${file} ${reason}; add the tokenizer.json of the model.`);
  const differs = (key: string, value: boolean, wanted: boolean | null): void => {
    if (wanted !== null && value !== wanted) throw refused(`says ${key} ${String(value)}, which transformers does not follow for ${label}`);
  };
  if (trainer.modelType !== (modelType ?? trainer.modelType) || ![UNIGRAM, BPE].includes(trainer.modelType))
    throw refused(`is not a ${modelType === null ? 'Unigram or BPE' : modelType === UNIGRAM ? 'Unigram' : 'BPE'} model`);
  differs('treat_whitespace_as_suffix', trainer.whitespaceAsSuffix, false);
  differs('escape_whitespaces', normalizer.escapeWhitespaces, true);
  differs('remove_extra_whitespaces', normalizer.removeExtraWhitespaces, spec.trims);
  // The settings count before the file.
  if (typeof settings['add_prefix_space'] !== 'boolean') differs('add_dummy_prefix', normalizer.addDummyPrefix, spec.prefix);
  differs('byte_fallback', trainer.byteFallback, spec.byteFallback);
  if (!spec.hasCharsmap && normalizer.charsmap.length > 0) throw refused(`has a precompiled_charsmap, which transformers does not follow for ${label}`);
  const unknown = pieces.findIndex(({ type }) => type === UNKNOWN);
  if (unknown < 0) throw refused('has no piece for what is unknown');
  if (unkId !== null && unknown !== unkId) throw refused(`has its unknown piece at ${unknown}, where ${label} has it at ${unkId}`);
  if (modelType === null && (trainer.unkId !== unknown || pieces[unknown]?.piece !== trainer.unkPiece))
    throw refused(`has another unknown piece than its unk_id ${trainer.unkId} and its unk_piece say`);
  if ((settings['unk_id'] ?? unknown) !== unknown) throw refused(`has its unknown piece at ${unknown}, but tokenizer_config.json has another unk_id`);
  checkPieces(pieces, trainer, modelType === BPE, refused);
}

function checkPieces(pieces: SentencePieceModel['pieces'], { byteFallback }: SentencePieceModel['trainer'], ranksById: boolean, refused: (reason: string) => Failure): void {
  let last = Infinity;
  for (const { piece, score, type } of pieces) {
    if (type === UNUSED) throw refused(`marks the piece ${JSON.stringify(piece.slice(0, 40))} as unused, which transformers does not follow`);
    if (piece === '' || piece.length > MAX_PIECE) throw refused(`holds a piece of ${piece.length} characters`);
    if (!Number.isFinite(score)) throw refused(`gives the piece ${JSON.stringify(piece.slice(0, 40))} no score`);
    if (type !== NORMAL) continue;
    if (ranksById && score > last) throw refused('does not list its pieces by their scores, so that transformers merges them in another order');
    last = score;
  }
  const nBytes = pieces.filter(({ type }) => type === BYTE).length;
  if (byteFallback && nBytes !== 256) throw refused(`has pieces for ${nBytes} bytes, not for all 256`);
}
