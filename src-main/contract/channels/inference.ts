import { VECTOR_FORMATS, type SavedData, type VectorsAbout } from '../exports/data-export';
import {
  DEVICE_PREFERENCES, POOLINGS, PRODUCT_PRECISIONS, type AnalogyWord, type DeviceReport, type EmbeddingSummary, type EmbedRequest, type GhostVectors, type LayerDistances,
  type LayerSlice, type NearestForms, type NearestWord, type Neighbour, type SentencePieces, type TypedWord,
} from '../embedding';
import { bool, integer, list, nothing, nullable, oneOf, record, text, withOptional, type Guard } from '../guards';
import { CLUSTERINGS, MOST_CLUSTERED_ROWS, NO_CLUSTER, type DescribedClusters, type InducedSenses } from '../layers/induced-senses';
import type { LayerMeasures } from '../layers/layer-measures';
import { MIX_HEADS, type LearnedMixOfSet } from '../layers/learned-mix';
import { layerMix } from '../layers/layer-mix';
import { LIMITS } from '../limits';
import type { MeasuredFigures } from '../model-figures';
import { PROBED_PROPERTIES, type ProbesOfSet, type ProbeTarget } from '../layers/probes';
import type { RandomPair } from '../layers/random-pair';
import { MOST_MEASURED, type KeptInt8Speed } from '../speed/int8-speed';
import { channel, large } from './channel';
import { layer, modelId, row, seq, suggestedName, word } from './fields';
import { occurrence } from './sentence-set';

const key = text(300, 1);
const sentence = text(LIMITS.sentenceLength, 1);
/** How many of the nearest. */
const k = integer(1, 200);

const embedding: Guard<EmbedRequest & { readonly seq: number }> = withOptional(
  { prompt: text(200), precision: oneOf(PRODUCT_PRECISIONS), isAside: bool },
  record({ seq, modelId, pooling: oneOf(POOLINGS), device: oneOf(DEVICE_PREFERENCES), occurrences: list(occurrence, LIMITS.nOccurrences, 1) }),
);

const property = oneOf(PROBED_PROPERTIES);
const labels = list(nullable(text(LIMITS.sentenceLength)), LIMITS.nOccurrences, 1);
/** Labels come with the request: the inference process is told none but the gold sense. */
const probeTarget: Guard<ProbeTarget> = (value, where) => (Array.isArray(value) ? labels(value, where) : property(value, where));

/** Clusters of a whole set, or of some of its rows. */
const induction = record({ seq, key, layer, method: oneOf(CLUSTERINGS), nClusters: nullable(integer(2, 100)), seed: integer(0, 4_294_967_295), rows: nullable(list(row, MOST_CLUSTERED_ROWS, 1)) });
const clusters = list(integer(NO_CLUSTER, LIMITS.nOccurrences - 1), LIMITS.nOccurrences, 1);

const layers = list(layer, 1_001, 1);
const labelValues = record({ label: text(LIMITS.sentenceLength), values: list(nullable(text(LIMITS.sentenceLength)), LIMITS.nOccurrences, 1) });

/** The main process passes these on to the inference process as they are: their handlers are the service's there. */
export const passedOn = {
  listDevices: channel<readonly DeviceReport[]>()('inference:devices', nothing),
  layer: large(channel<LayerSlice>()('inference:layer', record({ key, layer, rowStart: row, rowEnd: integer(1, LIMITS.nOccurrences) }))),
  ghosts: large(channel<GhostVectors>()('inference:ghosts', record({ key, layer }))),
  distances: channel<LayerDistances>()('inference:distances', record({ key, rows: list(row, LIMITS.nChosenRows, 1) })),
  /** Of a row; with others, of the mean of them all. */
  neighbours: channel<readonly Neighbour[]>()('inference:neighbours', withOptional({ others: list(row, LIMITS.nOccurrences) }, record({ key, layer, row, k }))),
  /** `charStart`: which occurrence of the word; absent: the first. */
  place: channel<TypedWord>()('inference:place', withOptional({ charStart: integer(0, LIMITS.sentenceLength) }, record({ key, layer, text: sentence, word, k }))),
  nearestWords: channel<readonly NearestWord[]>()('inference:nearest-words', record({ modelId, word, k })),
  /** The words nearest to b − a + c in a table of static vectors: "a is to b as c is to …". */
  analogy: channel<readonly AnalogyWord[]>()('inference:analogy', record({ modelId, a: word, b: word, c: word, k, isExcludingQuery: bool })),
  /** Of a partition that was made by hand from one that was found. */
  describeClusters: large(channel<DescribedClusters>()('inference:describe-clusters', record({ key, clusters }))),
  /** What 8 bits gained and cost for a model when that was last measured here; null: never. */
  int8Measured: channel<KeptInt8Speed | null>()('inference:int8-measured', record({ modelId }), ['modelId']),
  pieces: channel<SentencePieces>()('inference:pieces', record({ modelId, text: sentence })),
};

export const inferenceChannels = {
  embed: large(channel<EmbeddingSummary>()('inference:embed', embedding)),
  probe: large(channel<ProbesOfSet>()('inference:probe', record({ seq, key, target: probeTarget }))),
  /** ELMo's mix of layers with a head for the labels. */
  learnMix: large(channel<LearnedMixOfSet>()('inference:learn-mix', record({ seq, key, target: probeTarget, head: oneOf(MIX_HEADS) }))),
  /** Of the mix behind a key: pairs of the background sample, mixed alike. */
  randomPair: channel<RandomPair>()('inference:random-pair', record({ seq, key })),
  induce: large(channel<InducedSenses>()('inference:induce', induction)),
  /** Word forms by their mean over the background sentences, with `isWithSet` over the set's own too; nearest to the mean of the rows. */
  nearestForms: channel<NearestForms>()(
    'inference:nearest-forms',
    record({ seq, key, layer, rows: list(row, LIMITS.nOccurrences, 1), k, isWithSet: bool }),
  ),
  /** What a model does by itself; the senses of a set are in the summary of its embedding. */
  modelFigures: channel<MeasuredFigures>()('inference:model-figures', record({ seq, modelId, device: oneOf(DEVICE_PREFERENCES) })),
  /** Measures what 8 bits gain and cost for a model on occurrences of a set, and remembers it. */
  measureInt8: large(channel<KeptInt8Speed>()('inference:int8-speed', record({ seq, modelId, set: text(LIMITS.sentenceLength, 1), occurrences: list(occurrence, MOST_MEASURED, 1) }))),
  /** Opens the save dialog, then writes vectors of a set with where they come from; null when it was cancelled. Labels: of the whole set. */
  saveVectors: large(
    channel<SavedData | null>()(
      'inference:save-vectors',
      record({
        seq,
        key,
        layers,
        rows: nullable(list(row, LIMITS.nOccurrences, 1)),
        labels: list(labelValues, LIMITS.nColumns),
        format: oneOf(VECTOR_FORMATS),
        suggestedName,
      }),
    ),
  ),
  /** Answers with the summary of a set's mixed vectors, which have a key of their own and one layer, 0. */
  mix: large(channel<EmbeddingSummary>()('inference:mix', record({ key, mix: layerMix }))),
  layerMeasures: channel<readonly LayerMeasures[]>()('inference:layer-measures', record({ key })),
  vectorsAbout: channel<VectorsAbout>()('inference:vectors-about', record({ key, layers, nRows: integer(1, LIMITS.nOccurrences) })),
  cancel: channel<null>()('inference:cancel', record({ seq }), ['seq']),
  ...passedOn,
};
