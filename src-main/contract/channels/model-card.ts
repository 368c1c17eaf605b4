import { Failure } from '../failure';
import { bool, integer, list, nullable, oneOf, record, text, textMap, union, withOptional, type Guard } from '../guards';
import { QUANTILE_LEVELS, type ModelCard, type RecurrentFacts, type SentencePooling, type SentenceStep } from '../model-card';

const finite: Guard<number> = (value, where) => {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new Failure('bad-request', `${where} must be a number`);
};
export const sha256 = text(64, 64);
/** One list a layer. */
const layerQuantiles = list(list(finite, QUANTILE_LEVELS.length, QUANTILE_LEVELS.length), 1_000, 1);
const layerValues = list(finite, 1_000, 1);

const shape = {
  id: text(80, 1), name: text(80, 1), kind: oneOf(['elmo', 'ulmfit', 'bert', 'gpt', 'static']), architecture: text(80, 1), nLayers: integer(1, 1_000), dim: integer(1, 100_000),
  nParameters: integer(1, Number.MAX_SAFE_INTEGER), licence: text(400, 1), source: text(2_000, 1), madeBy: text(400, 1),
  tokenizer: oneOf(['wordpiece', 'byte-level-bpe', 'unigram', 'characters', 'word-form', 'fastai-words']),
  background: withOptional({ quantiles: record({ mean: layerQuantiles, first: layerQuantiles, last: layerQuantiles, sentence: layerQuantiles }) }, record({
    sampleSha256: sha256, nOccurrences: integer(1, 1e9), nPairs: integer(1, 1e9), seed: integer(0, 2 ** 32),
    meanCosine: record({ mean: layerValues, first: layerValues, last: layerValues, sentence: layerValues }), ghostR2: nullable(layerValues),
  })),
} as const;
export const fileEntry = record({ sha256, nBytes: integer(0, Number.MAX_SAFE_INTEGER) });
const sentenceStep = union<SentenceStep>('type', {
  normalize: record({ type: oneOf(['normalize']) }),
  dense: record({
    type: oneOf(['dense']), nIn: integer(1, 100_000), nOut: integer(1, 100_000), hasBias: bool, residual: oneOf(['none', 'same', 'projected']),
    activation: oneOf(['identity', 'tanh', 'relu', 'gelu', 'sigmoid']),
  }),
});
const pooled = record({
  mode: oneOf(['mean', 'cls', 'max', 'mean-sqrt-length', 'weighted-mean', 'last']), maxTokens: integer(1, 1_000_000), steps: list(sentenceStep, 100),
});
export const sentencePooling: Guard<SentencePooling> = withOptional({ prompts: textMap(100, 20_000), defaultPrompt: text(200, 1), isPromptPooled: bool }, pooled);


/** What every card states. */
export const cardFacts = record(shape);
export const cardMaxTokens = integer(3, 1_000_000);
export const recurrentFacts: Guard<RecurrentFacts> = record({ reads: oneOf(['forward', 'backward', 'both']), widths: list(integer(1, 100_000), 1_000, 2) });

const MOST_FILES = 1_000;

/** A card as it is told from process to process; a card's file is held to its own digest beside (`model-format/card.ts`). */
export const modelCard: Guard<ModelCard> = (value, where) => {
  const { files, maxTokens, recurrent, sentence, ...rest } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const entries = Object.entries(typeof files === 'object' && files !== null ? files : {});
  if (entries.length > MOST_FILES) throw new Failure('bad-request', `The message was refused: ${where}.files must have at most ${MOST_FILES} files.`);
  return {
    ...cardFacts(rest, where),
    ...(maxTokens === undefined ? {} : { maxTokens: cardMaxTokens(maxTokens, `${where}.maxTokens`) }),
    ...(sentence === undefined ? {} : { sentence: sentencePooling(sentence, `${where}.sentence`) }),
    ...(recurrent === undefined ? {} : { recurrent: recurrentFacts(recurrent, `${where}.recurrent`) }),
    files: Object.fromEntries(entries.map(([name, entry]) => [text(400, 1)(name, `${where}.files`), fileEntry(entry, `${where}.files`)])),
  };
};
