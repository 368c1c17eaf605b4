import path from 'node:path';
import type { VectorFormat } from '@contract/exports/data-export';
import { csvParts } from './csv-table';
import { methodsText } from './methods';
import { jsonLines, npyParts } from './npy';
import { parquetParts } from './parquet';
import { projectorParts } from './projector';
import type { Provenance } from './provenance';
import type { VectorRows } from './vector-rows';

/** Name of a file and what it holds; parts are taken once. */
export type VectorFile = readonly [file: string, content: string | Iterable<Uint8Array>];

/** Formats whose output is a folder. */
export const isFolderFormat = (format: VectorFormat): boolean => format === 'projector';

/**
 * The files of an output, the one that was asked for first. npy: OUTPUT, OUTPUT.jsonl (a line a row), OUTPUT.json (`provenance`, `methods`); csv: OUTPUT, OUTPUT.json;
 * parquet: OUTPUT, which holds its provenance itself; projector: files in the folder OUTPUT.
 */
export function vectorFileNames(format: VectorFormat, output: string): readonly string[] {
  switch (format) {
    case 'npy': return [output, `${output}.jsonl`, `${output}.json`];
    case 'csv': return [output, `${output}.json`];
    case 'parquet': return [output];
    case 'projector': return ['vectors.tsv', 'metadata.tsv', 'projector_config.json', 'provenance.json'].map((name) => path.join(output, name));
  }
}

/** {@link vectorFileNames} with what they hold; made while it is written, so that no second copy of the vectors comes into being. @throws Failure as the format does */
export function vectorFiles(format: VectorFormat, output: string, vectors: VectorRows, provenance: Provenance): readonly VectorFile[] {
  const contents = contentsOf(format, vectors, provenance);
  return vectorFileNames(format, output).map((name, i) => [name, contents[i] ?? '']);
}

function contentsOf(format: VectorFormat, vectors: VectorRows, provenance: Provenance): readonly VectorFile[1][] {
  const sidecar = `${JSON.stringify({ provenance, methods: methodsText(provenance) }, null, 2)}\n`;
  switch (format) {
    case 'npy': return [npyParts(vectors), jsonLines(vectors), sidecar];
    case 'csv': return [csvParts(vectors), sidecar];
    case 'parquet': return [parquetParts(vectors, provenance)];
    case 'projector': {
      const {
        vectors: tensor,
        metadata,
        config,
      } = projectorParts(vectors, {
        vectors: 'vectors.tsv',
        metadata: 'metadata.tsv',
        title: `${provenance.model.id} ${vectors.layers.map((layer) => (vectors.mixName === undefined ? `layer ${layer}` : vectors.mixName)).join(', ')}`,
      });
      return [tensor, metadata, config, sidecar];
    }
  }
}
