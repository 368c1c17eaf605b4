import type { ModelCard } from '@contract/model-card';
import { expect, it } from 'vitest';
import { STATIONS } from '../../wording/stations';
import { modelsFor, stationsFor } from './station-models';

const pooled = { mode: 'mean', maxTokens: 256, steps: [] } as const;
const card = (
  id: string,
  kind: ModelCard['kind'],
  nParameters: number,
  sentence?: ModelCard['sentence'],
): Pick<ModelCard, 'id' | 'kind' | 'nParameters' | 'sentence'> => ({ id, kind, nParameters, ...(sentence === undefined ? {} : { sentence }) });
const shipped = [card('elmo-medium', 'elmo', 28), card('glove-100d', 'static', 40), card('minilm-l6', 'bert', 22, pooled), card('mpnet-base', 'bert', 109, pooled)];
const firstOf = (models: readonly Pick<ModelCard, 'id' | 'kind' | 'nParameters' | 'sentence'>[]): readonly (string | undefined)[] => STATIONS.map((station) => modelsFor(station, models)[0]?.id);

it('finds a model for every station among those of the app', () => {
  expect(firstOf(shipped)).toEqual([undefined, undefined, 'glove-100d', 'elmo-medium', undefined, 'mpnet-base', 'minilm-l6']);
});

it('prefers a BERT that was not trained on sentences, and takes no causal one for it', () => {
  expect(firstOf([...shipped, card('bert-base', 'bert', 110), card('gpt2', 'gpt', 900)])[5]).toBe('bert-base');
  expect(modelsFor('bert', [card('gpt2', 'gpt', 900)])).toEqual([]);
  expect(modelsFor('sentence', shipped).map(({ id }) => id)).toEqual(['minilm-l6', 'mpnet-base']);
});

it('has a station for a ULMFiT that is there, between ELMo and BERT, and takes the one that reads from the left', () => {
  expect(stationsFor(shipped)).toEqual(STATIONS.filter((station) => station !== 'ulmfit'));
  const reads = (['backward', 'both', 'forward'] as const).map((way) => ({ ...card(way, 'ulmfit', 24), recurrent: { reads: way, widths: [400, 1152, 1152, 400] } }));
  expect(stationsFor([...shipped, ...reads]).slice(3, 6)).toEqual(['elmo', 'ulmfit', 'bert']);
  expect(modelsFor('ulmfit', [...shipped, ...reads]).map(({ id }) => id)).toEqual(['forward', 'both', 'backward']);
});
