import type { DenseStep, SentenceStep } from '@contract/model-card';
import type { Provenance, ProvenanceMix } from './provenance';

/** A paragraph for the methods of a paper, in plain words, from the facts alone. */
export function methodsText(facts: Provenance): string {
  const { model, nRows, appVersion, dim } = facts;
  const what = model.kind === 'static' ? `static vectors, ${dim} dimensions` : `${model.architecture}, ${model.nLayers} layers counting layer 0, the context-free input`;
  return [
    `The vectors of ${counted(nRows, 'occurrence')} were computed with ${model.name} (${model.id}: ${what}) in Contexture ${appVersion}.`,
    `Source of the model: ${model.source.replace(/[.\s]+$/, '')}; SHA-256 of its model card: ${model.cardSha256}.`,
    poolingText(facts), ...layersText(facts), ...widthsText(facts), ...lengthText(facts), computedText(facts), ...precisionText(facts), finishText(facts),
  ].join(' ');
}

const PIECES = { mean: 'the mean over', first: 'that of the first of', last: 'that of the last of' } as const;

const MODES = {
  mean: 'the mean over its sub-words', cls: 'the vector of its first token', max: 'the greatest value over its sub-words in every dimension', 'mean-sqrt-length': 'the sum over its sub-words divided by the square root of their number',
  'weighted-mean': 'the mean over its sub-words weighted by their position', last: 'the vector of its last token',
} as const;

function poolingText({ model: { kind, sentence }, pooling, prompt }: Provenance): string {
  if (pooling === 'sentence') {
    const how = kind === 'static' ? 'the mean over its word forms' : sentence === null ? 'the mean over all its tokens, special tokens included' : MODES[sentence.mode];
    return `Each vector stands for a whole sentence: ${how}${prompt === null ? '' : `, with the prompt “${prompt.text}” read before it`}.`;
  }
  if (kind === 'static') return 'Each vector is that of the word form, whatever its sentence.';
  return `Each word was read in its whole sentence, and its vector is ${PIECES[pooling]} its ${kind === 'elmo' || kind === 'ulmfit' ? 'tokens' : 'sub-words'}.`;
}

function layersText(facts: Provenance): string[] {
  const { model, layers, dim, mix } = facts;
  if (model.kind === 'static') return [];
  if (isDense(facts)) return [`They were taken from the last layer and have ${dim} dimensions.`];
  if (mix !== undefined) return [`They are ${mixText(mix, layers)} and have ${dim} dimensions.`];
  return [`They were taken at ${layers.length === 1 ? 'layer' : 'layers'} ${listed(layers)} and have ${dim} dimensions.`];
}

/** What the reader of a file must know of layers that are narrower than its columns. */
function widthsText({ model: { recurrent }, layers }: Provenance): string[] {
  if (recurrent === undefined) return [];
  const widest = Math.max(...recurrent.widths);
  const narrow = layers.filter((layer) => (recurrent.widths[layer] ?? widest) < widest);
  const reads = { forward: 'The model reads from the left only.', backward: 'The model reads from the right only.', both: 'The first half of each vector is read from the left, the second from the right.' }[recurrent.reads];
  const filled = narrow.map((layer) => `layer ${layer} has ${recurrent.widths[layer]}`).join(', ');
  return [reads, ...(narrow.length === 0 ? [] : [`Of ${widest} dimensions${recurrent.reads === 'both' ? ' of a half' : ''} ${filled}, and the rest are zeros.`])];
}

function mixText({ weights, gamma, half }: ProvenanceMix, layers: readonly number[]): string {
  const which = `${layers.length === 1 ? 'layer' : 'layers'} ${listed(layers)}${half === 'both' ? '' : `, of which the ${half} half was taken,`}`;
  if (weights === null) return `the vectors of ${which} one behind another`;
  const by = `${weights.length === 1 ? 'weight' : 'weights'} ${listed(weights.map((weight) => Number(weight.toFixed(4))))}`;
  return `the sum of ${which} with the ${by}${gamma === 1 ? '' : `, times ${gamma},`}`;
}

function lengthText({ model: { kind, maxTokens, sentence }, pooling }: Provenance): string[] {
  if (kind === 'static') return [];
  if (pooling === 'sentence' && sentence !== null) return [`Of sentences of more than ${sentence.maxTokens} sub-words, special tokens included, the first ${sentence.maxTokens} were read.`];
  return maxTokens === null ? [] : [`Sentences of more than ${maxTokens} sub-words, special tokens included, were read in overlapping windows.`];
}

function computedText({ model, device, nCached, nRun }: Provenance): string {
  if (model.kind === 'static') return 'They were looked up in the table of the model.';
  if (device === null) return 'They had been computed before with the same model files and were read from the embedding cache.';
  const cached = nCached === 0 ? '' : `; ${nCached} of ${nRun === undefined ? 'them' : `the ${nRun} vectors of their set`} had been computed before with the same model files and were read from the embedding cache`;
  return `They were computed on ${device} with onnxruntime${cached}.`;
}

function precisionText({ precision }: Provenance): string[] {
  return precision === undefined ? [] : ['Products with the model’s weights were computed in 8 bits (weights rounded by column, inputs by token), so that the vectors are not quite those of the model in single precision.'];
}

/** What follows the pooling of sentences at the last layer; else nothing was done to the values. */
function finishText(facts: Provenance): string {
  const { model: { nLayers }, layers } = facts;
  const steps = stepsOf(facts);
  if (steps.length === 0 || !(isDense(facts) || layers.includes(nLayers - 1))) return 'Values are float32, neither centred nor scaled.';
  const names = steps.map((step) => (step.type === 'normalize' ? 'scaling to length 1' : denseText(step)));
  return `${layers.length > 1 ? 'At the last layer the' : 'The'} pooling was followed by ${names.join(', then ')}, as the model's files say. Values are float32 and not centred.`;
}

const stepsOf = ({ model: { sentence }, pooling }: Provenance): readonly SentenceStep[] => (pooling === 'sentence' ? sentence?.steps ?? [] : []);

/** Then there is one vector of a sentence, whatever the number of layers. */
const isDense = (facts: Provenance): boolean => stepsOf(facts).some(({ type }) => type === 'dense');

const denseText = ({ nIn, nOut, activation }: DenseStep): string => `a dense layer (${nIn} to ${nOut}, ${activation})`;

const counted = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

const listed = (numbers: readonly number[]): string => (numbers.length < 2 ? numbers.join('') : `${numbers.slice(0, -1).join(', ')} and ${numbers[numbers.length - 1]}`);
