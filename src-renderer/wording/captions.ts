import type { GhostVectors } from '@contract/embedding';
import type { LayerMix } from '@contract/layers/layer-mix';
import type { ModelKind } from '@contract/model-card';
import type { SentenceSet } from '@contract/occurrence';
import { bestLayer } from '../sets/best-layer';
import { mixLine, mixName } from './layer-mix';

const counted = (n: number, one: string, many = `${one}s`): string => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

export { counted };

/** What stands before the word in the figure's title where a point is a whole sentence. */
export const titleBeforeWord = (set: SentenceSet): string => (isOneWord(set) ? 'Sentences with ' : 'Sentences of ');

/** What follows the word in the figure's title. */
export function titleAfterWord(modelName: string, layer: number, nLayers: number, mix: LayerMix | null = null): string {
  return mix !== null ? ` in ${modelName}, ${mixName(mix)}` : nLayers === 1 ? ` in ${modelName}` : ` in ${modelName}, layer\u00a0${layer}`;
}

/** What follows the word in the title of the strata. */
export const titleThrough = (modelName: string): string => ` through the layers of ${modelName}`;

/** The line under the title of the strata. */
export const strataCaption = (nOccurrences: number, colouredBy: string | null, missing: string): string =>
  [`Each floor is a layer. A thread follows one of ${counted(nOccurrences, 'occurrence')} upwards${colouredBy === null ? '' : `, coloured by ${colouredBy}`}.`, ...(missing === '' ? [] : [missing])].join(' ');

/** What a figure of occurrences says of itself. */
export interface FigureFacts {
  readonly nOccurrences: number;
  /** What the points' colours mean; null where nothing is labelled. */
  readonly colouredBy: string | null;
  /** The forms from which threads start; null while threads are hidden or where there are none. */
  readonly ghosts: (Pick<GhostVectors, 'forms' | 'origin'>) | null;
  /** In flight: over how many layers trails go back; null: there are none. */
  readonly trails?: number | null;
  readonly layer: number;
  /** What is shown in place of the layer: its weights are told. */
  readonly mix?: LayerMix | null;
  /** In flight: how many points are faint, since their step to this layer has no cause. */
  readonly nUnfounded?: number;
  /** See {@link layerLine}. */
  readonly layerNote?: string;
  /** See {@link missingLine}. */
  readonly missing?: string;
  /** Set where a point stands for a sentence: how many different ones there are, and how one becomes a vector. */
  readonly sentences?: { readonly n: number; readonly pooled: string } | null;
  /** The model reads from left to right. */
  readonly side?: 'left' | 'right' | null;
}

/** The line under the title. */
export function figureCaption({
  nOccurrences,
  colouredBy,
  ghosts,
  layer,
  layerNote = '',
  missing = '',
  sentences = null,
  side = null,
  trails = null,
  mix = null,
  nUnfounded = 0,
}: FigureFacts): string {
  const what =
    sentences === null
      ? counted(nOccurrences, 'occurrence')
      : sentences.n === nOccurrences
        ? counted(nOccurrences, 'sentence')
        : `${counted(nOccurrences, 'occurrence')} in ${counted(sentences.n, 'sentence')}`;
  return [
    `${what}${colouredBy === null ? '' : `, coloured by ${colouredBy}`}.`,
    ...(sentences === null ? [] : [`Each point is a whole sentence: ${sentences.pooled}.`]),
    ...(mix === null ? [] : [mixLine(mix)]),
    ...(layerNote === '' ? [] : [layerNote]),
    ...(missing === '' ? [] : [missing]),
    ...(side === null ? [] : [`Context comes from the ${side} only.`]),
    ...(trails === null || trails === 0 ? [] : [`Trails go back ${counted(Math.min(trails, layer), 'layer')}, those of the selection to layer 0.`]),
    ...(nUnfounded === 0 ? [] : [`Faint: ${nUnfounded} moved far though fewer neighbours changed than usual.`]),
    ...(ghosts === null || ghosts.forms.length === 0 ? [] : [threadsStart(ghosts, layer, mix, sentences !== null)]),
  ].join(' ');
}

function threadsStart({ forms, origin }: Pick<GhostVectors, 'forms' | 'origin'>, layer: number, mix: LayerMix | null, isSentence: boolean): string {
  const [first] = forms;
  const where = mix === null ? `layer ${layer}` : 'mixed alike';
  if (origin === 'alone') {
    const who = forms.length === 1 ? `“${first ?? ''}”` : `the ${forms.length} words`;
    return isSentence ? `Threads start at ${who} as ${forms.length === 1 ? 'a sentence of its own' : 'sentences of their own'} (${where}).` : `Threads start at ${who} alone (${where}).`;
  }
  return `Threads start at ${forms.length === 1 ? 'the static vector' : `the ${forms.length} static vectors`} (${mix !== null ? 'layer 0, fitted to each layer and mixed alike' : layer === 0 ? 'layer 0' : 'layer 0, fitted'}).`;
}

export interface LayerFacts {
  readonly layer: number;
  readonly nLayers: number;
  readonly kind: ModelKind;
  /** Whether layer 0 knows the place of the word. */
  readonly hasPositions: boolean;
  /** Macro 1-NN sense recall per layer, and what guessing would reach. */
  readonly recall: readonly number[] | null;
  readonly chance: number;
  readonly nOccurrences: number;
}

/** What a reader must know of a layer: that it has no context yet, or that it separates the senses best. Empty where there is nothing to say. */
export function layerLine({ layer, nLayers, kind, hasPositions, recall, chance, nOccurrences }: LayerFacts): string {
  if (nLayers === 1) return '';
  if (layer === 0) return kind === 'elmo' ? 'No context yet: layer 0 is made from the characters of the word alone.' : kind === 'ulmfit' ? 'No context yet: layer 0 is the word alone, looked up.' : hasPositions ? 'No context yet: layer 0 is the word’s pieces and their places in the sentence.' : 'No context yet: layer 0 is the word’s pieces alone.';
  return bestLayer(recall, nOccurrences) === layer ? `Of all layers this one separates the senses best (recall ${(recall?.[layer] ?? 0).toFixed(2)}, chance ${chance.toFixed(2)}).` : '';
}

/** What stands beside a ghost's form in the scene; where a fitted one comes from is told by the caption. @param where "layer 5", "mix of 4 layers" */
export const ghostOrigin = (origin: GhostVectors['origin'], where: string): string => (origin === 'alone' ? `alone, ${where}` : 'static vector');

/** "3 occurrences have no vector in GloVe."; empty where all have one. */
export function missingLine(nMissing: number, modelName: string, unit: 'occurrence' | 'sentence' = 'occurrence'): string {
  return nMissing === 0 ? '' : `${counted(nMissing, unit)} ${nMissing === 1 ? 'has' : 'have'} no vector in ${modelName}.`;
}

/** The line under the title of a static model's figure: `nShown` of `nForms` forms are in it, `nKnown` occurrences have a vector. */
export function staticCaption({ nForms, nShown, nKnown, missing }: { nForms: number; nShown: number; nKnown: number; missing: string }): string {
  const rest = missing === '' ? '' : ` ${missing}`;
  if (nForms === 0) return missing;
  if (nForms === 1) {
    const who = nKnown === 1 ? '1 occurrence has this vector.' : `${missing === '' ? 'All ' : ''}${counted(nKnown, 'occurrence')} share this vector.`;
    return `${who} Words in grey are its nearest neighbours.${rest}`;
  }
  const forms = nShown < nForms ? `${nForms.toLocaleString('en')} forms, the ${nShown} most frequent shown` : counted(nForms, 'form');
  return `One vector a form, whatever the sentence: ${forms}. Words in grey are their nearest neighbours.${rest}`;
}

/** "Could not find “bank” in 3 of 40 lines." */
export function leftOutLine(word: string | null, nLeftOut: number, nRows: number, isRunning = false): string {
  const what = word === null ? 'the word' : `“${word}”`;
  return `Could not find ${what} in ${nLeftOut.toLocaleString('en')} of ${counted(nRows, isRunning ? 'sentence' : 'line')}.`;
}

/** “bank” or “run”: what a typed sentence must hold. */
export function targetWords(set: SentenceSet): string {
  const words = [...new Set(set.occurrences.map((occurrence) => occurrence.word))].map((word) => `“${word}”`);
  const last = words.pop() ?? '';
  if (words.length > 3) return 'a word of this set';
  return words.length === 0 ? last : `${words.join(', ')} or ${last}`;
}

export const isOneWord = (set: SentenceSet): boolean => set.word !== '' && set.occurrences.every((occurrence) => occurrence.word === set.word);

/** The word a figure is about: the set's own, or its title where it holds several words. */
export function figureWord(set: SentenceSet): string {
  return isOneWord(set) ? set.word : set.title;
}
