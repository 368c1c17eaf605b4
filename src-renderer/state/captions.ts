import type { ModelCard } from '@contract/model-card';
import type { SentenceSet } from '@contract/occurrence';
import type { MapQuality, ProjectionParameters } from '@contract/projection';

const counted = (n: number, one: string, many = `${one}s`): string => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

export { counted };

/** What follows the word in the figure's title. */
export function titleAfterWord(modelName: string, layer: number, nLayers: number): string {
  return nLayers === 1 ? ` in ${modelName}` : ` in ${modelName}, layer ${layer}`;
}

/** The line under the title; `nGhosts` is 0 while threads are hidden. */
export function figureCaption(
  { nOccurrences, hasSenses, nGhosts, layer, missing = '' }: { nOccurrences: number; hasSenses: boolean; nGhosts: number; layer: number; missing?: string },
): string {
  const what = `${counted(nOccurrences, 'occurrence')}${hasSenses ? ', coloured by sense' : ''}.${missing === '' ? '' : ` ${missing}`}`;
  if (nGhosts === 0) return what;
  const origin = layer === 0 ? 'layer 0' : 'layer 0, fitted';
  return `${what} Threads start at ${nGhosts === 1 ? 'the static vector' : `the ${nGhosts} static vectors`} (${origin}).`;
}

/** "3 occurrences have no vector in GloVe."; empty where all have one. */
export function missingLine(nMissing: number, modelName: string): string {
  return nMissing === 0 ? '' : `${counted(nMissing, 'occurrence')} ${nMissing === 1 ? 'has' : 'have'} no vector in ${modelName}.`;
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

/** "UMAP, 15 neighbours, min. distance 0.10, seed 42": the settings really used, and why where they differ from those asked for. */
export function mapSettings(used: ProjectionParameters, wanted: ProjectionParameters, n: number): string {
  const metric = used.metric === 'euclidean' ? ', euclidean' : '';
  if (used.method === 'umap') return `UMAP, ${used.nNeighbors} neighbours, min. distance ${used.minDist.toFixed(2)}, seed ${used.seed}${metric}`;
  const line = `PCA, ${used.nComponents} components`;
  return wanted.method === 'umap' ? `${line}: ${counted(n, 'point')} are too few for UMAP with ${wanted.nNeighbors} neighbours` : line;
}

/** Below this many kept neighbours of ten the map says so itself. */
export const FEW_KEPT = 5;

export function keptNeighbours(quality: MapQuality): string {
  return `${quality.neighboursKept.toFixed(1)} of 10 nearest neighbours kept in the map`;
}

export function qualityWarning(quality: MapQuality | null): string | null {
  // Compared as it is written: "5.0" is not below five.
  if (quality === null || Number(quality.neighboursKept.toFixed(1)) >= FEW_KEPT) return null;
  return `This map keeps ${quality.neighboursKept.toFixed(1)} of 10 neighbours. Trust the distances, not the picture.`;
}

/** "Could not find “bank” in 3 of 40 lines." */
export function leftOutLine(word: string | null, nLeftOut: number, nRows: number): string {
  const what = word === null ? 'the word' : `“${word}”`;
  return `Could not find ${what} in ${nLeftOut.toLocaleString('en')} of ${counted(nRows, 'line')}.`;
}

/** "7 layers, 384-d"; a static model has no layers to count. */
export function modelFacts({ kind, nLayers, dim }: ModelCard): string {
  const kinds = { elmo: 'ELMo', bert: 'BERT', static: 'static' } as const;
  return kind === 'static' ? `static, ${dim}-d` : `${kinds[kind]}, ${counted(nLayers, 'layer')}, ${dim}-d`;
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
