import { Failure } from '@contract/failure';
import { PRINT_DPI } from '@contract/exports/figure-size';
import { contexture } from '../api/contexture';
import { comparison } from '../state/compare.svelte';
import { exporting, type PictureFormat } from '../state/panels/exporting.svelte';
import { session } from '../state/session.svelte';
import { shownLayer, type View } from '../state/view';
import { altDescription, pictureProvenance } from '../wording/exporting/alt-text';
import { printRefused, printScale } from '../wording/exporting/picture-facts';
import { figureOrder, figureText, fileNameOf, mapNote } from './exporting';
import { report } from './failures';
import { scene, type AltText, type ScenePort } from './view/scene-port';

/** Draws the picture as it is chosen and asks where to keep it. */
export async function savePicture(): Promise<void> {
  const { view } = session;
  const port = scene();
  if (view === null || port === null || exporting.isBusy) return;
  exporting.isBusy = true;
  try {
    const written = await SAVE[exporting.format](view, port, fileNameOf(view));
    if (written !== null) exporting.isOpen = false;
  } catch (error) {
    report(error);
  } finally {
    exporting.isBusy = false;
  }
}

const SAVE: Readonly<Record<PictureFormat, (view: View, port: ScenePort, suggestedName: string) => Promise<{ readonly path: string } | null>>> = {
  png: async (view, port, suggestedName) => {
    const isOnPaper = exporting.sizeBy === 'paper', { width } = port.size();
    const refusal = isOnPaper ? printRefused(exporting.widthMm, width) : null;
    if (refusal !== null) throw new Failure('bad-request', refusal);
    const picture = await port.renderPicture({
      ...figureOrder(view),
      scale: isOnPaper ? printScale(exporting.widthMm, width) : exporting.scale,
      dpi: isOnPaper ? PRINT_DPI : null,
      alt: await altOf(view),
    });
    return contexture.savePng({ bytes: new Uint8Array(await picture.arrayBuffer()), suggestedName });
  },
  svg: async (view, port, suggestedName) => contexture.saveSvg({ svg: await svgOf(view, port, 'outline'), suggestedName }),
  pdf: async (view, port, suggestedName) => {
    const { width, height } = port.size();
    const { widthMm } = exporting;
    return contexture.savePdf({
      svg: await svgOf(view, port, 'plate'),
      title: figureText(view, comparison.areThreadsWithin).title.slice(0, 1_000),
      widthMm,
      heightMm: Math.round((widthMm * height * 100) / width) / 100,
      suggestedName,
    });
  },
};

async function svgOf(view: View, port: ScenePort, halos: 'outline' | 'plate'): Promise<string> {
  const alt = await altOf(view);
  return port.renderSvg({ ...figureOrder(view), widthMm: exporting.widthMm, halos, alt });
}

/** Written from what is on screen, whether the picture has a caption or not. */
export async function altOf(view: View): Promise<AltText> {
  const words = { ...figureText(view, comparison.areThreadsWithin), note: mapNote(view) };
  const { legend, ramp } = figureOrder(view);
  return {
    title: words.title, description: altDescription(view, words, legend, ramp),
    provenance: pictureProvenance(view, await vectorsOf(view), view.left === null ? null : await vectorsOf(view.left)),
  };
}

async function vectorsOf(view: View): Promise<Readonly<Record<string, unknown>>> {
  const { summary, layer } = shownLayer(view);
  const { summary: { nOccurrences, missing } } = view;
  return (await contexture.vectorsAbout({ key: summary.key, layers: [layer], nRows: Math.max(1, nOccurrences - missing.length) })).provenance;
}
