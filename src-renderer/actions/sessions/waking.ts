import type { EmbeddingSummary } from '@contract/embedding';
import { contexture } from '../../api/contexture';
import type { View } from '../../state/view';
import { wasAskedFor } from '../view/compute-view';
import { requestEmbedding } from '../view/embedding';
import type { TellStep } from '../view/latest';

/** Has the model of a view read its sentences again, so that it can be asked about them; null where it gives other vectors than those of the view. @throws Failure as the model throws it */
export async function requestAgain(view: View, signal: AbortSignal, tell: TellStep): Promise<{ readonly summary: EmbeddingSummary; readonly mixed: EmbeddingSummary | null } | null> {
  const summary = await requestEmbedding(view, signal, tell);
  if (summary.key !== view.summary.key) return null;
  wasAskedFor(summary, view.set);
  return { summary, mixed: view.mix === null ? null : await contexture.mix({ key: summary.key, mix: view.mix }) };
}
