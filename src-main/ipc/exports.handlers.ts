import path from 'node:path';
import { app, dialog, type BrowserWindow, type FileFilter } from 'electron';
import type { exportChannels } from '@contract/channels/exports';
import type { SetFormat, VectorFormat } from '@contract/exports/data-export';
import type { FilmFormat } from '@contract/exports/film-format';
import { writeCsv } from '../exports/csv';
import { checkPicture, writePicture, type PictureKind } from '../exports/pictures/picture-files';
import { writePng } from '../exports/png';
import { safeFileName } from '../exports/safe-file-name';
import { saveTable } from '../exports/save-table';
import { saveSet } from '../exports/sets/save-set';
import type { PrintedFigure } from '../platform/printing/figure-page';
import type { InferenceClient } from '../inference/process/client';
import type { ChannelHandlers } from './router';

const CSV: FileFilter = { name: 'CSV table', extensions: ['csv'] };

const SET_FILTERS: Readonly<Record<SetFormat, FileFilter>> = {
  jsonl: { name: 'JSON lines', extensions: ['jsonl'] },
  csv: CSV,
  tsv: { name: 'TSV table', extensions: ['tsv'] },
  txt: { name: 'Text', extensions: ['txt'] },
  conllu: { name: 'CoNLL-U treebank', extensions: ['conllu'] },
};

const FILM_KINDS = { webm: 'WebM', mp4: 'MP4', gif: 'GIF' } as const satisfies Readonly<Record<FilmFormat, PictureKind>>;

/** The projector's is a folder, whose name has no ending. */
const VECTOR_FILTERS: Readonly<Record<VectorFormat, FileFilter | null>> = {
  npy: { name: 'NumPy array', extensions: ['npy'] }, csv: CSV, parquet: { name: 'Parquet table', extensions: ['parquet'] }, projector: null,
};

interface Asked {
  readonly title: string;
  readonly suggestedName: string;
  readonly filter: FileFilter | null;
  readonly folder?: 'pictures' | 'videos' | 'documents';
}

/** Where something is to be kept; null: nowhere. The page never names a path. */
async function askForFile(window: BrowserWindow, { title, suggestedName, filter, folder = 'documents' }: Asked): Promise<string | null> {
  const [ending] = filter?.extensions ?? [];
  const name = ending === undefined ? safeFileName(suggestedName, 'x').replace(/\.x$/u, '') : safeFileName(suggestedName, ending);
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title,
    defaultPath: path.join(app.getPath(folder), name),
    ...(filter === null ? { buttonLabel: 'Make folder' } : { filters: [filter] }),
  });
  return canceled || !filePath ? null : filePath;
}

export const askForVectors = (window: BrowserWindow, format: VectorFormat, suggestedName: string): Promise<string | null> =>
  askForFile(window, { title: format === 'projector' ? 'A folder for the Embedding Projector' : 'Save the vectors', suggestedName, filter: VECTOR_FILTERS[format] });

export function exportHandlers(
  inference: Pick<InferenceClient, 'request'>,
  window: () => BrowserWindow,
  printer: { print(figure: PrintedFigure): Promise<Uint8Array> },
): ChannelHandlers<typeof exportChannels> {
  /** Writes where a person wants it; null: nowhere. */
  const keep = async (asked: Asked, write: (file: string) => Promise<unknown>): Promise<{ readonly path: string } | null> => {
    const file = await askForFile(window(), asked);
    if (file === null) return null;
    await write(file);
    return { path: file };
  };
  const picture = (suggestedName: string, filter: FileFilter): Asked => ({ title: 'Export picture', suggestedName, filter, folder: 'pictures' });
  return {
    savePng: ({ bytes, suggestedName }) =>
      keep(picture(suggestedName, { name: 'PNG picture', extensions: ['png'] }), (file) => writePng(file, bytes)),
    saveSvg: ({ svg, suggestedName }) =>
      keep(picture(suggestedName, { name: 'SVG picture', extensions: ['svg'] }), (file) => writePicture('SVG', file, new TextEncoder().encode(svg))),
    savePdf: ({ suggestedName, ...figure }) => {
      checkPicture('SVG', new TextEncoder().encode(figure.svg.slice(0, 100)));
      return keep(picture(suggestedName, { name: 'PDF document', extensions: ['pdf'] }), async (file) =>
        writePicture('PDF', file, await printer.print(figure)),
      );
    },
    saveFilm: ({ bytes, format, suggestedName }) => {
      const kind = FILM_KINDS[format];
      return keep({ title: 'Export film', suggestedName, filter: { name: `${kind} film`, extensions: [format] }, folder: 'videos' }, (file) =>
        writePicture(kind, file, bytes),
      );
    },
    saveCsv: ({ bytes, suggestedName }) => keep({ title: 'Save the selection', suggestedName, filter: CSV }, (file) => writeCsv(file, bytes)),
    saveTable: async ({ bytes, suggestedName, key, layers, nRows, about }) => {
      const kept = await keep(
        { title: about.kind === 'map' ? 'Save the coordinates' : 'Save the distances', suggestedName, filter: CSV },
        async (file) =>
          saveTable(file, bytes, about, await inference.request('inference:vectors-about', { key, layers, nRows, appVersion: app.getVersion() })),
      );
      return kept === null ? null : { ...kept, nRows, notes: [] };
    },
    saveSet: async ({ set, format, suggestedName }) => {
      const file = await askForFile(window(), { title: 'Save the sentences', suggestedName, filter: SET_FILTERS[format] });
      return file === null ? null : saveSet(file, format, set, app.getVersion());
    },
  };
}
