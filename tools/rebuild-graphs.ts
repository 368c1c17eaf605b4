import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelCard } from '../src-main/contract/model-card';
import { buildElmoGraphs } from '../src-main/conversion/elmo-graph';
import { parseElmoOptions } from '../src-main/model-format/elmo-options';
import { GRAPH_FILES } from '../src-main/model-format/graph-names';
import { Hdf5File } from '../src-main/conversion/hdf5';
import { describeFiles, makeCard, writeCard } from '../src-main/model-format/model-folder';
import type { CardText } from '../src-main/model-format/model-folder';
import { parseTransformerConfig } from '../src-main/conversion/transformers/parse-config';
import { buildTransformerGraph } from '../src-main/conversion/transformers/transformer-graph';
import { StoredWeights } from './stored-weights';

/**
 * Builds the graph files of a model folder anew over the weights that lie there, and brings the card up to date; what was measured on the weights stays.
 * `elmoSource` is the folder with the published files, whose values are compared with the stored ones.
 */
export async function rebuildGraphs(dir: string, text: CardText, facts: Pick<ModelCard, 'architecture' | 'sentence'>, elmoSource: string): Promise<void> {
  const older = JSON.parse(readFileSync(join(dir, 'model.json'), 'utf8')) as ModelCard;
  const weights = new StoredWeights(dir, readdirSync(dir).filter((name) => name.endsWith('.onnx')));
  if (older.kind === 'bert') {
    const spec = parseTransformerConfig(readFileSync(join(dir, 'config.json'), 'utf8'));
    writeFileSync(join(dir, GRAPH_FILES.encoder), buildTransformerGraph(spec, weights, weights).encoder);
  } else if (older.kind === 'elmo') {
    const source = await Hdf5File.open(join(elmoSource, readdirSync(elmoSource).find((name) => name.endsWith('.hdf5')) ?? ''));
    const graphs = buildElmoGraphs(parseElmoOptions(readFileSync(join(dir, 'options.json'), 'utf8')), source, weights);
    source.close();
    writeFileSync(join(dir, GRAPH_FILES.wordEncoder), graphs.wordEncoder);
    writeFileSync(join(dir, GRAPH_FILES.bilm), graphs.bilm);
    writeFileSync(join(dir, GRAPH_FILES.bilmChunk), graphs.bilmChunk);
  }
  weights.close();
  const card = makeCard(text, { ...older, ...facts }, inOrderOf(older.files, await describeFiles(dir)));
  await writeCard(dir, { ...card, background: older.background } as ModelCard);
}

/** The ghost map was added after the rest; files keep their places in the card. */
function inOrderOf(older: ModelCard['files'], files: ModelCard['files']): ModelCard['files'] {
  return Object.fromEntries([...new Set([...Object.keys(older), ...Object.keys(files)])].flatMap((name) => (files[name] === undefined ? [] : [[name, files[name]]])));
}
