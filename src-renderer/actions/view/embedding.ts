import type { DevicePreference, EmbeddingSummary, GhostVectors, LayerSlice, Pooling } from '@contract/embedding';
import type { ModelCard } from '@contract/model-card';
import type { Occurrence } from '@contract/occurrence';
import { contexture } from '../../api/contexture';
import type { ViewTarget } from '../../state/view';
import { modelSaid, ownPrompt } from '../../wording/model-facts';
import { cancelled } from '../failures';
import { noteSending } from '../models/known-server';
import { newSeq, numbered } from '../numbered';
import { Held } from './held';
import type { TellStep } from './latest';
import { statusWords } from '../../wording/interface/status';

/** Rows of a layer that cross in one message: at 768 dimensions 12 MB. */
const ROWS_PER_MESSAGE = 4_096;

/** Labels other than the gold sense stay here: no vector depends on them. */
export function withSenseAlone(occurrence: Occurrence): Occurrence {
  const sense = occurrence.labels['sense'];
  return { ...occurrence, labels: sense === undefined ? {} : { sense } };
}

/** Embeds a set; progress goes to `tell`, an abort is passed on to the inference process. */
export async function requestEmbedding(target: ViewTarget, signal: AbortSignal, tell: TellStep): Promise<EmbeddingSummary> {
  const { set, model, pooling, prompt, device, precision } = target;
  const reading = statusWords.reading(set.occurrences.length, modelSaid(target));
  tell(reading);
  const occurrences = set.occurrences.map(withSenseAlone);
  if (device === 'server') await noteSending();
  const request = { modelId: model.id, pooling, device, ...(precision === 'int8' ? { precision } : {}), ...(prompt === ownPrompt(model) ? {} : { prompt }), occurrences };
  return await numbered((seq) => contexture.embed({ seq, ...request }), signal, ({ stage, nDone, nTotal }) => {
    if (stage === 'load-model') tell(statusWords.loading(modelSaid(target)));
    else tell(reading, nDone, nTotal);
  });
}

/** Embeds a few occurrences beside the set that is looked at, the mean of their pieces, on whatever device the model finds. */
export function embedAside(modelId: string, occurrences: readonly Occurrence[]): Promise<EmbeddingSummary> {
  return contexture.embed({ seq: newSeq(), modelId, pooling: 'mean', device: 'auto', isAside: true, occurrences });
}

/** Embeds rows of a set beside the view on screen, on its device; progress goes to `tell`, an abort is passed on. */
export async function requestAside(
  model: Pick<ModelCard, 'id' | 'name'>,
  pooling: Pooling,
  device: DevicePreference,
  occurrences: readonly Occurrence[],
  signal: AbortSignal,
  tell: TellStep,
): Promise<EmbeddingSummary> {
  const reading = statusWords.readingWith(model.name);
  tell(reading);
  if (device === 'server') await noteSending();
  return await numbered(
    (seq) => contexture.embed({ seq, modelId: model.id, pooling, device, isAside: true, occurrences: occurrences.map(withSenseAlone) }),
    signal,
    ({ stage, nDone, nTotal }) => {
      if (stage === 'load-model') tell(statusWords.loading(model.name));
      else tell(reading, nDone, nTotal);
    },
  );
}

const layers = new Held<Float32Array>();
const ghosts = new Held<GhostVectors>();

/** One layer's vectors, row-major `[nOccurrences, dim]`; not to be changed. */
export function fetchLayer({ key, nOccurrences, dim }: EmbeddingSummary, layer: number, signal: AbortSignal): Promise<Float32Array> {
  return layers.of(JSON.stringify([key, layer]), async () => {
    const values = new Float32Array(nOccurrences * dim);
    for (let rowStart = 0; rowStart < nOccurrences; rowStart += ROWS_PER_MESSAGE) {
      const slice: LayerSlice = await contexture.layer({ key, layer, rowStart, rowEnd: Math.min(nOccurrences, rowStart + ROWS_PER_MESSAGE) });
      if (signal.aborted) throw cancelled();
      values.set(slice.values, rowStart * dim);
    }
    return values;
  });
}

/** The context-free vectors of a set's words in a layer. */
export const fetchGhosts = ({ key }: EmbeddingSummary, layer: number): Promise<GhostVectors> => ghosts.of(JSON.stringify([key, layer]), () => contexture.ghosts({ key, layer }));
