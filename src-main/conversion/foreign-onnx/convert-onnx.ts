import { appendFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failure } from '@contract/failure';
import { copyPlainFile } from '../../platform/plain-file';
import { MODEL_FILE } from '../checkpoints/file-bytes';
import { GRAPH_FILES } from '../../model-format/graph-names';
import type { CardFacts } from '../../model-format/model-folder';
import { CARD_FILE } from '../../model-format/model-folder';
import { GraphBuilder, int } from '../onnx/graph-builder';
import { addSpanPooling } from '../onnx/span-pooling';
import { ELEMENT_TYPES, encodeModelPart } from '../../model-format/onnx-messages';
import type { ConversionHooks } from '../onnx/weight-progress';
import { readTokenizerFiles } from '../tokenizer-files';
import { readForeignConfig } from './foreign-config';
import { findHiddenStates } from './hidden-states';
import type { HiddenStateOutputs } from './hidden-states';
import { scanOnnx } from './scan-onnx';

/** A protobuf message has at most as many bytes. */
const MAX_MESSAGE_BYTES = 2 ** 31 - 1;

/**
 * Takes over an ONNX model of another tool: the file is copied, and the nodes that read the wanted rows are put behind it. (Two protobuf messages one
 * after the other are one, with their lists joined, so nothing of the file has to be rewritten.) `dir` of the source holds the tokenizer files.
 * @throws Failure('model' | 'io' | 'too-large' | 'cancelled') with the reason
 */
export async function convertForeignOnnx(source: { readonly dir: string; readonly file: string }, dir: string, { onProgress, signal }: ConversionHooks): Promise<CardFacts> {
  const config = await readForeignConfig(source.dir);
  const summary = scanOnnx(source.file);
  const found = findHiddenStates(summary, config.dim);
  const tokenizer = await readTokenizerFiles(source.dir, config.kind, config.vocabSize);
  const pooling = poolingBehind(found);
  const nBytes = (await stat(source.file)).size + pooling.length;
  if (nBytes > MAX_MESSAGE_BYTES) throw new Failure('too-large', 'The .onnx file has two gigabytes or more; export it with its weights in a file of their own.');
  const beside = summary.externalFiles.map((name) => requireOwnName(name, Object.keys(tokenizer.files)));
  const copies = [[source.file, GRAPH_FILES.encoder], ...beside.map((name) => [join(dirname(source.file), name), name])] as const;
  for (const [i, [from = '', to = '']] of copies.entries()) {
    if (signal?.aborted === true) throw new Failure('cancelled', 'The import was cancelled. Nothing was added.');
    onProgress?.({ stage: 'convert', nDone: i, nTotal: copies.length, unit: 'tensors' });
    await copyPlainFile(from, join(dir, to), MODEL_FILE);
  }
  await appendFile(join(dir, GRAPH_FILES.encoder), pooling);
  for (const [name, content] of Object.entries(tokenizer.files)) await writeFile(join(dir, name), content);
  const { kind, architecture, maxTokens } = config;
  return {
    kind, architecture, nLayers: found.states.length, dim: found.dim, nParameters: Math.max(1, summary.nParameters), tokenizer: tokenizer.kind,
    ...(maxTokens === null ? {} : { maxTokens }),
  };
}

function poolingBehind({ states, dim }: HiddenStateOutputs): Uint8Array {
  const g = new GraphBuilder('contexture_reading');
  addSpanPooling(g, states.map(({ name, isHalf }) => ({ value: isHalf ? g.node('Cast', [name], { to: int(ELEMENT_TYPES.float) }) : name, dim })));
  return encodeModelPart(g.toGraph());
}

/** Weights must lie in the folder itself, under a name that nothing else has. */
function requireOwnName(name: string, tokenizerFiles: readonly string[]): string {
  if (!/^[^/\\:\0]+$/.test(name) || name === '.' || name === '..') throw new Failure('model', `The ONNX model wants weights from “${name.slice(0, 80)}”, outside its folder; put them beside the .onnx file.`);
  const taken: readonly string[] = [...Object.values(GRAPH_FILES).filter((file) => file.endsWith('.onnx')), CARD_FILE, ...tokenizerFiles];
  if (taken.includes(name)) throw new Failure('model', `The ONNX model keeps its weights in “${name}”, a name that is taken here; export it with another one.`);
  return name;
}
