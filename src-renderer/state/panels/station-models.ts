import type { ModelCard, RecurrentFacts } from '@contract/model-card';
import { STATIONS, type Station } from '../../wording/stations';

const byWeight = (a: Pick<ModelCard, 'nParameters'>, b: Pick<ModelCard, 'nParameters'>): number => b.nParameters - a.nParameters;

const READS: readonly RecurrentFacts['reads'][] = ['forward', 'both', 'backward'];

/** The stations that some models have, in their order. That of ULMFiT, which the app does not bring, is there only with a model; the others say what they lack. */
export const stationsFor = (models: readonly Pick<ModelCard, 'kind'>[]): readonly Station[] => STATIONS.filter((station) => station !== 'ulmfit' || models.some(({ kind }) => kind === 'ulmfit'));

/** The models that serve a station, the one taken by itself first; none where the station needs no model. */
export function modelsFor<Card extends Pick<ModelCard, 'kind' | 'sentence' | 'nParameters' | 'recurrent'>>(station: Station, models: readonly Card[]): readonly Card[] {
  switch (station) {
    case 'bag-of-words': case 'tfidf': return [];
    case 'static-mean': return models.filter(({ kind }) => kind === 'static');
    case 'elmo': return models.filter(({ kind }) => kind === 'elmo');
    // The one that reads from the left alone comes first, as it was published.
    case 'ulmfit': return models.filter(({ kind }) => kind === 'ulmfit').sort((a, b) => READS.indexOf(a.recurrent?.reads ?? 'backward') - READS.indexOf(b.recurrent?.reads ?? 'backward'));
    // One that was not trained on sentences comes first, then the largest.
    case 'bert': return models.filter(({ kind }) => kind === 'bert').sort((a, b) => Number(a.sentence !== undefined) - Number(b.sentence !== undefined) || byWeight(a, b));
    // The smallest comes first: of the models of the app that is all-MiniLM-L6-v2.
    case 'sentence': return models.filter(({ sentence, kind }) => sentence !== undefined && kind !== 'static').sort((a, b) => byWeight(b, a));
  }
}
