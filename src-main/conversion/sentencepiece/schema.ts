import protobuf from 'protobufjs';

const field = (type: string, id: number, usual?: unknown): protobuf.IField => ({ type, id, ...(usual === undefined ? {} : { options: { default: usual } }) });

/** The part of SentencePiece's model file that is read, with the field numbers of sentencepiece_model.proto (github.com/google/sentencepiece). */
const root = protobuf.Root.fromJSON({
  nested: {
    ModelProto: { edition: 'proto2', fields: { pieces: { rule: 'repeated', type: 'SentencePiece', id: 1 }, trainer: field('TrainerSpec', 2), normalizer: field('NormalizerSpec', 3) } },
    SentencePiece: { edition: 'proto2', fields: { piece: field('string', 1), score: field('float', 2), type: field('int32', 3, 1) } },
    TrainerSpec: {
      edition: 'proto2',
      fields: {
        modelType: field('int32', 3, 1), whitespaceAsSuffix: field('bool', 24, false), byteFallback: field('bool', 35, false), unkId: field('int32', 40, 0), bosId: field('int32', 41, 1),
        eosId: field('int32', 42, 2), unkPiece: field('string', 45, '<unk>'), bosPiece: field('string', 46, '<s>'), eosPiece: field('string', 47, '</s>'),
      },
    },
    NormalizerSpec: {
      edition: 'proto2',
      fields: { charsmap: field('bytes', 2), addDummyPrefix: field('bool', 3, true), removeExtraWhitespaces: field('bool', 4, true), escapeWhitespaces: field('bool', 5, true) },
    },
  },
});

/** Values of a piece's type. */
export const NORMAL = 1;
export const UNKNOWN = 2;
export const CONTROL = 3;
export const USER_DEFINED = 4;
export const UNUSED = 5;
export const BYTE = 6;

/** Values of `modelType`; there are words (3) and characters (4), too. */
export const UNIGRAM = 1;
export const BPE = 2;

export interface VocabularyPiece {
  readonly piece: string;
  readonly score: number;
  readonly type: number;
}

interface TrainerSpec {
  readonly modelType: number;
  readonly whitespaceAsSuffix: boolean;
  readonly byteFallback: boolean;
  readonly unkId: number;
  /** -1 where there is none, as `eosId`. */
  readonly bosId: number;
  readonly eosId: number;
  readonly unkPiece: string;
  readonly bosPiece: string;
  readonly eosPiece: string;
}

interface NormalizerSpec {
  /** Empty where texts are not normalised. */
  readonly charsmap: Uint8Array;
  readonly addDummyPrefix: boolean;
  readonly removeExtraWhitespaces: boolean;
  readonly escapeWhitespaces: boolean;
}

export interface SentencePieceModel {
  readonly pieces: readonly VocabularyPiece[];
  readonly trainer: TrainerSpec;
  readonly normalizer: NormalizerSpec;
}

/** @throws whatever the reader throws where the bytes are no such message. */
export function decodeSentencePiece(bytes: Uint8Array): SentencePieceModel {
  const type = root.lookupType('ModelProto');
  const { pieces, trainer, normalizer } = type.toObject(type.decode(bytes), { defaults: true, arrays: true }) as {
    pieces: readonly VocabularyPiece[]; trainer: TrainerSpec | null; normalizer: (Omit<NormalizerSpec, 'charsmap'> & { readonly charsmap: ArrayLike<number> }) | null;
  };
  const spec = normalizer ?? usual('NormalizerSpec') as NormalizerSpec;
  return { pieces, trainer: trainer ?? usual('TrainerSpec') as TrainerSpec, normalizer: { ...spec, charsmap: Uint8Array.from(spec.charsmap) } };
}

/** What holds where a file leaves the message out. */
function usual(name: string): unknown {
  const type = root.lookupType(name);
  return type.toObject(type.create(), { defaults: true });
}
