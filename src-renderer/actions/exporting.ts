import { oneSide } from '@contract/model-card';
import { recallByChance } from '@semantics/sense-recall';
import { figureCaption, figureWord, isOneWord, layerLine, missingLine, staticCaption, strataCaption, titleAfterWord, titleBeforeWord, titleThrough } from '../wording/captions';
import { colouring } from '../state/colouring.svelte';
import { comparison } from '../state/compare.svelte';
import { rampLegend } from '../state/ramp-legend';
import { exporting } from '../state/panels/exporting.svelte';
import { mapFacts } from '../wording/map-captions';
import { mapControls } from '../state/map.svelte';
import { hasPositionsAtLayer0, modelSaid, sentencePooled, unitOf } from '../wording/model-facts';
import { mixName } from '../wording/layer-mix';
import { session } from '../state/session.svelte';
import type { View } from '../state/view';
import { scene, type FigureOrder } from './view/scene-port';

/** Title and caption as one line each, for the picture and its file name. */
export function figureText(view: View, areThreadsShown: boolean): { readonly title: string; readonly subtitle: string } {
  const { set, model, layer, mix, summary, map, ghosts, pooling, prompt, journey, mode } = view;
  const nMissing = summary.missing.length;
  const missing = missingLine(nMissing, model.name, unitOf(pooling));
  if (map.kind === 'static') {
    return {
      title: `${model.name}: one ${isOneWord(set) ? set.word : 'vector a word'}`,
      subtitle: staticCaption({ nForms: map.nForms, nShown: map.forms.length, nKnown: set.occurrences.length - nMissing, missing }),
    };
  }
  const isSentence = pooling === 'sentence';
  const colouredBy = colouring.id === 'none' ? null : colouring.id === 'distortion' ? 'distortion' : colouring.column.title;
  if (mode === 'strata') return { title: `${figureWord(set)}${titleThrough(modelSaid(view))}`, subtitle: strataCaption(set.occurrences.length, colouredBy, missing) };
  return {
    title: `${isSentence ? titleBeforeWord(set) : ''}${figureWord(set)}${titleAfterWord(modelSaid(view), layer, summary.nLayers, mix)}`,
    subtitle: figureCaption({
      nOccurrences: set.occurrences.length,
      colouredBy,
      ghosts: areThreadsShown && journey === null ? ghosts : null,
      layer,
      mix,
      missing,
      trails: journey === null || layer === 0 ? null : mapControls.nTrailLayers,
      nUnfounded: journey?.unfounded?.[layer - 1]?.reduce((n, one) => n + one, 0) ?? 0,
      layerNote:
        isSentence || mix !== null
          ? ''
          : layerLine({
              layer,
              nLayers: summary.nLayers,
              kind: model.kind,
              hasPositions: hasPositionsAtLayer0(model),
              recall: summary.senseRecall,
              chance: recallByChance(set.senses.length),
              nOccurrences: set.occurrences.length,
            }),
      side: oneSide(model),
      sentences: isSentence ? { n: new Set(set.occurrences.map(({ text }) => text)).size, pooled: sentencePooled(model, prompt) } : null,
    }),
  };
}

/** A picture goes where nobody can look the map up: it says how it was made and how far it can be trusted. */
export function mapNote(view: View): string {
  const { settings, quality, warning } = mapFacts(view);
  return [settings, ...quality, ...(warning === null ? [] : [warning])].join(' · ');
}

/** What is chosen in the popover, as one figure. */
export function figureOrder(view: View): FigureOrder {
  return {
    isTransparent: exporting.isTransparent, theme: exporting.theme,
    legend: exporting.hasLegend && colouring.legend.length > 0 ? colouring.legend.map(({ label, category, n }) => ({ label, category, n })) : null,
    ramp: exporting.hasLegend ? rampLegend(view) : null, scaleBar: exporting.hasLegend ? mapControls.scaleBars.main : null,
    caption: exporting.hasCaption ? { ...figureText(view, comparison.areThreadsWithin), note: mapNote(view) } : null,
  };
}

/** The picture as it would be written, one pixel a point; null while there is none. */
export async function preview(): Promise<Blob | null> {
  const port = scene();
  return port === null || session.view === null ? null : port.renderPicture({ ...figureOrder(session.view), scale: 1, dpi: null, alt: null });
}

const slug = (text: string): string => text.toLocaleLowerCase('en').replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/gu, '');

/** Of the set's title, for the name of a file. */
export const setSlug = ({ title }: Pick<View['set'], 'title'>): string => slug(title).slice(0, 80) || 'set';

export const modelSlug = ({ name }: Pick<View['model'], 'name'>): string => slug(name);

/** Without an ending. */
export function fileNameOf({ set, model, precision, layer, mix, left }: View): string {
  const what = `${slug(modelSaid({ model, precision }))}-${mix === null ? `layer-${layer}` : slug(mixName(mix))}`;
  return `${slug(set.title) || 'set'}-${left === null ? '' : `${slug(modelSaid(left))}-layer-${left.layer}-beside-`}${what}`;
}
