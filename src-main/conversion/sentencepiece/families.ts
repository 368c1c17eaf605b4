import { Failure } from '@contract/failure';
import { mergesById, mergesByScore } from './bpe-merges';
import { specialWord, type NamedWords, type Role, type UsualWords } from './added';
import { BPE, NORMAL, UNIGRAM, UNKNOWN, USER_DEFINED, type VocabularyPiece, type SentencePieceModel } from './schema';
import type { Switches } from './switches';

type Json = Readonly<Record<string, unknown>>;

/** What the steps of a tokenizer are made of. */
export interface Parts {
  readonly model: SentencePieceModel;
  readonly switches: Switches;
  readonly named: NamedWords;
  /** The vocabulary of the model, which is that of the file but for what the family adds. */
  readonly pieces: readonly VocabularyPiece[];
}

/** What a family makes of a model file, as the tokenizer classes of transformers 5.24 do. */
export interface Family {
  readonly label: string;
  readonly file: string;
  /** Null where transformers has no class, so that everything comes from the file. */
  readonly modelType: typeof UNIGRAM | typeof BPE | null;
  readonly words: UsualWords;
  /** Switches that can be turned, with the values of silent settings; and what the others do. */
  readonly free: Switches;
  readonly fixed: Switches;
  /** What the model file must say, because the family's class does it whatever the file says; null where the file is obeyed. */
  readonly spec: { readonly prefix: boolean | null; readonly trims: boolean | null; readonly byteFallback: boolean | null; readonly hasCharsmap: boolean };
  /** Special tokens around every text; null where the settings ask for them. */
  readonly specialTokens: readonly [before: Role, after: Role] | null;
  /** Where the class does not read it from the file. */
  readonly unkId: number | null;
  readonly pieces: (model: SentencePieceModel, named: NamedWords) => readonly VocabularyPiece[];
  readonly steps: (parts: Parts) => { readonly normalizer: Json | null; readonly pre_tokenizer: Json | null; readonly model: Json };
}

const sequence = (key: string, steps: readonly Json[]): Json => ({ type: 'Sequence', [key]: steps });
const replace = (pattern: Json, content: string): Json => ({ type: 'Replace', pattern, content });
const precompiled = ({ normalizer: { charsmap } }: SentencePieceModel): readonly Json[] =>
  (charsmap.length === 0 ? [] : [{ type: 'Precompiled', precompiled_charsmap: Buffer.from(charsmap).toString('base64') }]);
const metaspace = (scheme: 'always' | 'first' | 'never', split: boolean): Json => ({ type: 'Metaspace', replacement: '▁', prepend_scheme: scheme, split });
/** Words are split at white space first, so that nothing of it is left. */
const spacedWords = ({ switches }: Parts): Json => sequence('pretokenizers', [{ type: 'WhitespaceSplit' }, metaspace(switches.add_prefix_space === true ? 'always' : 'never', true)]);
const unigram = (pieces: readonly VocabularyPiece[], unkId: number, byteFallback: boolean): Json => ({
  type: 'Unigram',
  unk_id: unkId,
  vocab: pieces.map(({ piece, score }) => [piece, score]),
  byte_fallback: byteFallback,
});
const bpe = (pieces: readonly VocabularyPiece[], merges: readonly (readonly [string, string])[], more: Json): Json => ({
  type: 'BPE', dropout: null, unk_token: null, continuing_subword_prefix: null, end_of_word_suffix: null, fuse_unk: true, byte_fallback: true, ignore_merges: false,
  vocab: Object.fromEntries(pieces.map(({ piece }, id) => [piece, id])), merges, ...more,
});

const own = ({ pieces }: SentencePieceModel): readonly VocabularyPiece[] => pieces;
const added = (piece: string, score = 0): VocabularyPiece => ({ piece, score, type: 0 });
/** fairseq counts words of its own in place of the first pieces, which must be no text then. */
const behind = (pieces: readonly VocabularyPiece[], nReplaced: number): readonly VocabularyPiece[] => {
  const lost = pieces.slice(0, nReplaced).find(({ type }) => type === NORMAL || type === USER_DEFINED);
  if (lost !== undefined) throw new Failure('model', `${fairseq.file} has the piece ${JSON.stringify(lost.piece.slice(0, 40))} where such a model has a special word; add the tokenizer.json of the model.`);
  return pieces.slice(nReplaced);
};
const wordFor = (named: NamedWords, role: Role): string => {
  const word = named.get(role);
  if (word === undefined) throw new Failure('model', `tokenizer_config.json takes ${role} away, which the model needs; use the tokenizer files that belong to the model.`);
  return word.content;
};

const BERT_WORDS = { bos_token: '[CLS]', eos_token: '[SEP]', sep_token: '[SEP]', cls_token: '[CLS]', mask_token: '[MASK]' } as const;
const FAIRSEQ_WORDS = { bos_token: '<s>', eos_token: '</s>', unk_token: '<unk>', sep_token: '</s>', pad_token: '<pad>', cls_token: '<s>' } as const;
const ENCODER_SPEC = { prefix: true, trims: true, byteFallback: false, hasCharsmap: true } as const;
const ENCODER_FIXED = { do_lower_case: false, keep_accents: true, remove_space: true, split_by_punct: false, split_special_tokens: false } as const;
const DECODER_FIXED = { ...ENCODER_FIXED, remove_space: false } as const;

const fairseq = { file: 'sentencepiece.bpe.model', modelType: UNIGRAM, free: { add_prefix_space: true }, fixed: ENCODER_FIXED, spec: ENCODER_SPEC, specialTokens: ['bos_token', 'eos_token'], unkId: 0 } as const;
const fairseqSteps = (parts: Parts): ReturnType<Family['steps']> => ({ normalizer: precompiled(parts.model)[0] ?? null, pre_tokenizer: spacedWords(parts), model: unigram(parts.pieces, 3, false) });

export const FAMILIES = {
  'xlm-roberta': {
    ...fairseq, label: 'XLM-R', words: { ...FAIRSEQ_WORDS, mask_token: '<mask>' }, steps: fairseqSteps,
    pieces: ({ pieces }, named) => [...(['bos_token', 'pad_token', 'eos_token', 'unk_token'] as const).map((role) => added(wordFor(named, role))), ...behind(pieces, 3), added(wordFor(named, 'mask_token'))],
  },
  'camembert': {
    ...fairseq, label: 'CamemBERT', words: { ...FAIRSEQ_WORDS, mask_token: specialWord('<mask>', { lstrip: true }) }, steps: fairseqSteps,
    pieces: ({ pieces }, named) => [
      added('<s>NOTUSED'), added(wordFor(named, 'pad_token')), added('</s>NOTUSED'), added(wordFor(named, 'unk_token')), added('<unk>NOTUSED', -100), ...behind(pieces, 1), added(wordFor(named, 'mask_token')),
    ],
  },
  'albert': {
    label: 'ALBERT', file: 'spiece.model', modelType: UNIGRAM, words: { ...BERT_WORDS, unk_token: '<unk>', pad_token: '<pad>' },
    free: { do_lower_case: true, keep_accents: false, add_prefix_space: true }, fixed: ENCODER_FIXED, spec: ENCODER_SPEC, specialTokens: ['cls_token', 'sep_token'], unkId: 1, pieces: own,
    steps: (parts) => ({
      normalizer: sequence('normalizers', [
        replace({ String: '``' }, '"'), replace({ String: '\'\'' }, '"'),
        ...(parts.switches.keep_accents === true ? [] : [{ type: 'NFKD' }, { type: 'StripAccents' }]), ...(parts.switches.do_lower_case === true ? [{ type: 'Lowercase' }] : []), ...precompiled(parts.model),
      ]),
      pre_tokenizer: spacedWords(parts), model: unigram(parts.pieces, 1, false),
    }),
  },
  // The published file has pieces for bytes, but transformers never makes them, neither the class nor the converter: what has no piece is unknown.
  'deberta-v2': {
    label: 'DeBERTa', file: 'spm.model', modelType: UNIGRAM, words: { ...BERT_WORDS, unk_token: '[UNK]', pad_token: '[PAD]' },
    free: { do_lower_case: false, split_by_punct: false, add_prefix_space: true }, fixed: ENCODER_FIXED,
      spec: { ...ENCODER_SPEC, byteFallback: null }, specialTokens: ['cls_token', 'sep_token'], unkId: null, pieces: own,
    steps: ({ model, switches, pieces }) => ({
      // Of transformers' two ways the class forgets the character map and the converter (DebertaV2Converter) has it; the model was trained with it.
      normalizer: sequence('normalizers', [
        ...(switches.do_lower_case === true ? [{ type: 'Lowercase' }] : []), ...precompiled(model),
        replace({ Regex: '\\s{2,}|[\\n\\r\\t]' }, ' '), { type: 'NFC' }, { type: 'Strip', strip_left: false, strip_right: true },
      ]),
      pre_tokenizer: sequence('pretokenizers', [...(switches.split_by_punct === true ? [{ type: 'Punctuation', behavior: 'Isolated' }] : []), metaspace(switches.add_prefix_space === true ? 'always' : 'first', true)]),
      model: unigram(pieces, pieces.findIndex(({ type }) => type === UNKNOWN), false),
    }),
  },
  'llama': {
    label: 'Llama', file: 'tokenizer.model', modelType: BPE, words: { bos_token: '<s>', eos_token: '</s>', unk_token: '<unk>' },
    free: { legacy: false, add_prefix_space: true, add_bos_token: false, add_eos_token: false }, fixed: DECODER_FIXED,
      spec: { prefix: true, trims: false, byteFallback: true, hasCharsmap: false }, specialTokens: null, unkId: null, pieces: own,
    steps: ({ switches, pieces }) => ({
      normalizer: null, pre_tokenizer: metaspace(switches.add_prefix_space !== true ? 'never' : switches.legacy === true ? 'always' : 'first', false), model: bpe(pieces, mergesById(pieces), {}),
    }),
  },
  'gemma': {
    label: 'Gemma', file: 'tokenizer.model', modelType: BPE, words: { bos_token: '<bos>', eos_token: '<eos>', unk_token: '<unk>', pad_token: '<pad>', mask_token: '<mask>' },
    free: { add_bos_token: false, add_eos_token: false }, fixed: { ...DECODER_FIXED, add_prefix_space: false },
      spec: { prefix: false, trims: false, byteFallback: true, hasCharsmap: false }, specialTokens: null, unkId: null, pieces: own,
    steps: ({ named, pieces }) => ({
      normalizer: replace({ String: ' ' }, '▁'), pre_tokenizer: { type: 'Split', pattern: { String: ' ' }, behavior: 'MergedWithPrevious', invert: false },
      model: bpe(pieces, mergesById(pieces), { unk_token: wordFor(named, 'unk_token') }),
    }),
  },
  // Mistral's models, and Llama's whose settings name no class: everything comes from the file.
  'plain': {
    label: 'Mistral', file: 'tokenizer.model', modelType: null, words: {},
    free: { legacy: true, add_bos_token: false, add_eos_token: false }, fixed: DECODER_FIXED,
      spec: { prefix: null, trims: null, byteFallback: null, hasCharsmap: true }, specialTokens: null, unkId: null, pieces: own, steps: plainSteps,
  },
} satisfies Readonly<Record<string, Family>>;

export type FamilyName = keyof typeof FAMILIES;

function plainSteps({ model, switches, pieces }: Parts): ReturnType<Family['steps']> {
  const { normalizer: { addDummyPrefix, removeExtraWhitespaces }, trainer: { modelType, byteFallback, unkId, unkPiece } } = model;
  const isLegacy = switches.legacy === true;
  const whole = pieces.filter(({ type }) => type === USER_DEFINED).map(({ piece }) => piece).sort((a, b) => [...b].length - [...a].length);
  const before = [
    ...(addDummyPrefix ? [metaspace(isLegacy ? 'always' : 'first', false)] : []),
    ...(whole.length > 0 ? [{ type: 'Split', pattern: { Regex: whole.map(escaped).join('|') }, behavior: 'Isolated', invert: false }] : []),
  ];
  return {
    normalizer: sequence('normalizers', [
      ...precompiled(model), ...(removeExtraWhitespaces ? [replace({ Regex: '\\A +| +\\z' }, ''), replace({ Regex: ' {2,}' }, ' ')] : []), replace({ String: ' ' }, '▁'),
      // The step that puts "▁" before a text leaves one out that has it, SentencePiece does not.
      ...(addDummyPrefix && isLegacy ? [replace({ Regex: '\\A▁' }, '▁▁')] : []),
    ]),
    pre_tokenizer: before.length > 0 ? sequence('pretokenizers', before) : null,
    model: modelType === UNIGRAM ? unigram(pieces, unkId, byteFallback) : bpe(pieces, mergesByScore(pieces), { unk_token: unkPiece, byte_fallback: byteFallback, ignore_merges: whole.length > 0 }),
  };
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/#&~ \t\n\r\v\f-]/g, '\\$&');
