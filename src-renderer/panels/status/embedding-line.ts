import type { EmbeddingSummary } from '@contract/embedding';
import { counted } from '../../wording/captions';

const inSeconds = (ms: number): string => (ms < 100 ? 'under 0.1 s' : `${(ms / 1000).toFixed(1)} s`);

/** "172 occurrences, 7 layers, embedded in 1.2 s"; what was read from the store is not said to be embedded. */
export function embeddingLine({ nOccurrences, nLayers, elapsedMs, nCached }: Pick<EmbeddingSummary, 'nOccurrences' | 'nLayers' | 'elapsedMs' | 'nCached'>): string {
  const how = nCached >= nOccurrences && nCached > 0 ? `read from the store in ${inSeconds(elapsedMs)}`
    : nCached > 0 ? `embedded in ${inSeconds(elapsedMs)}, ${nCached.toLocaleString('en')} read from the store` : `embedded in ${inSeconds(elapsedMs)}`;
  return [counted(nOccurrences, 'occurrence'), ...(nLayers > 1 ? [counted(nLayers, 'layer')] : []), how].join(', ');
}
