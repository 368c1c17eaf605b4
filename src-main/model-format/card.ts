import { createHash } from 'node:crypto';
import { Failure } from '@contract/failure';
import { bool, integer, list, nullable, oneOf, record, text, textMap, union, withOptional, type Guard } from '@contract/guards';
import { canonicalCard, QUANTILE_LEVELS, type ModelCard, type SentencePooling, type SentenceStep } from '@contract/model-card';

const finite: Guard<number> = (value, where) => {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new Failure('bad-request', `${where} must be a number`);
};
const sha256 = text(64, 64);
/** One list a layer. */
const layerQuantiles = list(list(finite, QUANTILE_LEVELS.length, QUANTILE_LEVELS.length), 1_000, 1);
const layerValues = list(finite, 1_000, 1);

const shape = {
  id: text(80, 1), name: text(80, 1), kind: oneOf(['elmo', 'bert', 'gpt', 'static']), architecture: text(80, 1), nLayers: integer(1, 1_000), dim: integer(1, 100_000),
  nParameters: integer(1, Number.MAX_SAFE_INTEGER), licence: text(400, 1), source: text(2_000, 1), madeBy: text(400, 1),
  tokenizer: oneOf(['wordpiece', 'byte-level-bpe', 'unigram', 'characters', 'word-form']),
  background: withOptional({ quantiles: record({ mean: layerQuantiles, first: layerQuantiles, last: layerQuantiles, sentence: layerQuantiles }) }, record({
    sampleSha256: sha256, nOccurrences: integer(1, 1e9), nPairs: integer(1, 1e9), seed: integer(0, 2 ** 32),
    meanCosine: record({ mean: layerValues, first: layerValues, last: layerValues, sentence: layerValues }), ghostR2: nullable(layerValues),
  })),
} as const;
const fileEntry = record({ sha256, nBytes: integer(0, Number.MAX_SAFE_INTEGER) });
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
const sentencePooling: Guard<SentencePooling> = withOptional({ prompts: textMap(100, 20_000), defaultPrompt: text(200, 1), isPromptPooled: bool }, pooled);

/** What to do about a damaged model, as the end of a sentence. */
export const remedyFor = (isBundled: boolean): string => (isBundled ? 'Reinstall Contexture.' : 'Remove the model and import it again.');

/**
 * Reads and checks a model card: its form, and its own digest, so that no digit of it changes what the model gives without a word.
 * @throws Failure `model` naming the file, what is wrong in it and the remedy.
 */
export function readModelCard(json: string, file: string, remedy: string): ModelCard {
  try {
    const all = JSON.parse(json) as Record<string, unknown>;
    const { files, maxTokens, sentence, sha256: own, ...rest } = all;
    if (sha256(own, 'model.json.sha256') !== createHash('sha256').update(canonicalCard(all)).digest('hex')) throw new Failure('model', 'its content does not have the digest that it states');
    const card = record(shape)(rest, 'model.json');
    const entries = Object.entries(files as Record<string, unknown>).map(([name, entry]) => [fileName(name), fileEntry(entry, `model.json.files.${name}`)] as const);
    return {
      ...card,
      ...(maxTokens === undefined ? {} : { maxTokens: integer(3, 1_000_000)(maxTokens, 'model.json.maxTokens') }),
      ...(sentence === undefined ? {} : { sentence: sentencePooling(sentence, 'model.json.sentence') }),
      files: Object.fromEntries(entries),
    };
  } catch (error) {
    throw new Failure('model', `The model card ${file} is damaged. ${remedy}`, error instanceof Error ? error.message : String(error));
  }
}

/** The files lie beside the card and nowhere else. */
function fileName(name: string): string {
  if (/^[^/\\]+$/.test(name) && name !== '.' && name !== '..') return name;
  throw new Failure('bad-request', `model.json.files names “${name.slice(0, 40)}”, which is no file beside it`);
}
