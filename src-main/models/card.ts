import { Failure } from '@contract/failure';
import { bool, integer, list, nullable, oneOf, record, text, type Guard } from '@contract/guards';
import type { ModelCard } from '@contract/model-card';

const finite: Guard<number> = (value, where) => {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new Failure('bad-request', `${where} must be a number`);
};
const sha256 = text(64, 64);
const layerValues = list(finite, 1_000, 1);

const shape = {
  id: text(80, 1), name: text(80, 1), kind: oneOf(['elmo', 'bert', 'gpt', 'static']), architecture: text(80, 1), nLayers: integer(1, 1_000), dim: integer(1, 100_000),
  nParameters: integer(1, Number.MAX_SAFE_INTEGER), licence: text(400, 1), source: text(2_000, 1), madeBy: text(400, 1),
  tokenizer: oneOf(['wordpiece', 'byte-level-bpe', 'unigram', 'characters', 'word-form']),
  background: record({
    sampleSha256: sha256, nOccurrences: integer(1, 1e9), nPairs: integer(1, 1e9), seed: integer(0, 2 ** 32),
    meanCosine: record({ mean: layerValues, first: layerValues, last: layerValues, sentence: layerValues }), ghostR2: nullable(layerValues),
  }),
} as const;
const fileEntry = record({ sha256, nBytes: integer(0, Number.MAX_SAFE_INTEGER) });
const sentencePooling = record({ mode: oneOf(['mean', 'cls', 'max', 'mean-sqrt-length', 'weighted-mean', 'last']), isNormalized: bool });

/** Reads and checks a model card. @throws Failure `model` naming the file and what is wrong in it. */
export function readModelCard(json: string, file: string): ModelCard {
  try {
    const { files, maxTokens, sentence, ...rest } = JSON.parse(json) as Record<string, unknown>;
    const card = record(shape)(rest, 'model.json');
    const entries = Object.entries(files as Record<string, unknown>).map(([name, entry]) => [name, fileEntry(entry, `model.json.files.${name}`)] as const);
    return {
      ...card,
      ...(maxTokens === undefined ? {} : { maxTokens: integer(3, 1_000_000)(maxTokens, 'model.json.maxTokens') }),
      ...(sentence === undefined ? {} : { sentence: sentencePooling(sentence, 'model.json.sentence') }),
      files: Object.fromEntries(entries),
    };
  } catch (error) {
    throw new Failure('model', `The model card ${file} is damaged. Reinstall the model.`, error instanceof Error ? error.message : String(error));
  }
}
