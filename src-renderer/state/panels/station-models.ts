import type { ModelCard } from '@contract/model-card';
import type { Station } from '../../wording/stations';

const byWeight = (a: Pick<ModelCard, 'nParameters'>, b: Pick<ModelCard, 'nParameters'>): number => b.nParameters - a.nParameters;

/** The models that serve a station, the one taken by itself first; none where the station needs no model. */
export function modelsFor<Card extends Pick<ModelCard, 'kind' | 'sentence' | 'nParameters'>>(station: Station, models: readonly Card[]): readonly Card[] {
  switch (station) {
    case 'bag-of-words': case 'tfidf': return [];
    case 'static-mean': return models.filter(({ kind }) => kind === 'static');
    case 'elmo': return models.filter(({ kind }) => kind === 'elmo');
    // One that was not trained on sentences comes first, then the largest.
    case 'bert': return models.filter(({ kind }) => kind === 'bert').sort((a, b) => Number(a.sentence !== undefined) - Number(b.sentence !== undefined) || byWeight(a, b));
    // The smallest comes first: of the models of the app that is all-MiniLM-L6-v2.
    case 'sentence': return models.filter(({ sentence, kind }) => sentence !== undefined && kind !== 'static').sort((a, b) => byWeight(b, a));
  }
}
