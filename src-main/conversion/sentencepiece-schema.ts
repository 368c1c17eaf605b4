import protobuf from 'protobufjs';

const single = (type: string, id: number): protobuf.IField => ({ type, id });

/** The part of SentencePiece's model file that is read, with the field numbers of sentencepiece_model.proto (github.com/google/sentencepiece). */
const root = protobuf.Root.fromJSON({
  nested: {
    ModelProto: { edition: 'proto2', fields: { pieces: { rule: 'repeated', type: 'SentencePiece', id: 1 }, trainer: single('TrainerSpec', 2), normalizer: single('NormalizerSpec', 3) } },
    SentencePiece: { edition: 'proto2', fields: { piece: single('string', 1), score: single('float', 2), type: { ...single('int32', 3), options: { default: 1 } } } },
    TrainerSpec: { edition: 'proto2', fields: { modelType: { ...single('int32', 3), options: { default: 1 } } } },
    NormalizerSpec: { edition: 'proto2', fields: { precompiledCharsmap: single('bytes', 2) } },
  },
});

export interface SentencePieceModel {
  readonly pieces: readonly { readonly piece: string; readonly score: number; readonly type: number }[];
  /** 1: Unigram; 2: BPE; 3: words; 4: characters. */
  readonly modelType: number;
  /** Empty where texts are not normalised. */
  readonly charsmap: Uint8Array;
}

/** @throws whatever the reader throws where the bytes are no such message. */
export function decodeSentencePiece(bytes: Uint8Array): SentencePieceModel {
  const type = root.lookupType('ModelProto');
  const { pieces = [], trainer, normalizer } = type.toObject(type.decode(bytes), { defaults: true, arrays: true }) as {
    pieces?: SentencePieceModel['pieces']; trainer?: { modelType?: number } | null; normalizer?: { precompiledCharsmap?: Uint8Array } | null;
  };
  return { pieces, modelType: trainer?.modelType ?? 1, charsmap: new Uint8Array(normalizer?.precompiledCharsmap ?? []) };
}
