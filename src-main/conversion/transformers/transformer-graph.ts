import { Failure } from '@contract/failure';
import type { Checkpoint } from '../checkpoints/checkpoint';
import { LAST_BLOCK } from '../../model-format/graph-names';
import { addSpanPooling } from '../onnx/span-pooling';
import type { WeightSink } from '../onnx/weight-file';
import { addBlock } from './block';
import { addEmbeddings } from './embeddings';
import { addNorm } from './norm';
import { Positions } from './positions';
import { TransformerParts } from './transformer-parts';
import type { TransformerSpec } from './transformer-spec';

// Gelu is an operator since opset 20.
const VERSIONS = { opset: 20, irVersion: 9 } as const;

export interface TransformerGraph {
  /**
   * `input_ids`, `attention_mask` and, where the model has token types, `token_type_ids` int64 `[batch, time]`, and the wanted rows, twice (see
   * graph-names.ts) → `span_vectors.0` … `span_vectors.N` (see onnx/span-pooling.ts). Rows of padding hold numbers without meaning.
   */
  readonly encoder: Uint8Array;
  /** Counted from the shapes of all weights used: embeddings and blocks, without pooler and prediction heads. */
  readonly nParameters: number;
}

/**
 * Builds the graph of a transformer from a checkpoint in the Hugging Face layout and adds its weights to `weights`, one after the other.
 * Hidden states are those that transformers reports: 0 is the embeddings' output, N the last block's (behind the final norm where there is one).
 * @throws Failure('model') naming the tensor that is missing or shaped otherwise.
 */
export function buildTransformerGraph(spec: TransformerSpec, checkpoint: Checkpoint, weights: WeightSink): TransformerGraph {
  const parts = new TransformerParts(spec, checkpoint, weights, findPrefix(spec, checkpoint));
  const { graph } = parts;
  const ids = graph.input('input_ids', 'int64', ['batch', 'time']);
  const mask = graph.input('attention_mask', 'int64', ['batch', 'time']);
  const states = [addEmbeddings(parts, ids)];
  const positions = new Positions(parts, ids, mask);
  // Nobody reads the last block's other rows: they are left out where each row is worked out for itself.
  const lastRows = graph.input(LAST_BLOCK.rows, 'int64', ['rows']);
  const last = spec.nBlocks - 1;
  for (let block = 0; block <= last; block += 1) states.push(addBlock(parts, block, states[block] ?? '', positions.of(block), block === last ? lastRows : null));
  if (spec.finalNorm !== null) states.push(addNorm(parts, spec.finalNorm, states.pop() ?? '', spec.dim));
  const places = graph.input(LAST_BLOCK.places, 'int64', ['readings', 'width']);
  addSpanPooling(graph, states.map((value, layer) => ({ value, dim: spec.dim, ...(layer === spec.nBlocks ? { places } : {}) })));
  return { encoder: graph.toModel(VERSIONS), nParameters: parts.nParameters };
}

/** Checkpoints saved with a prediction head put the encoder's name before every weight. */
function findPrefix({ embeddings, prefixes, label }: TransformerSpec, checkpoint: Checkpoint): string {
  const anchor = `${embeddings.words}.weight`;
  const known = prefixes.find((prefix) => checkpoint.has(prefix + anchor));
  if (known !== undefined) return known;
  const found = [...checkpoint.names()].filter((name) => name.endsWith(`.${anchor}`)).map((name) => name.slice(0, -anchor.length));
  const [only] = found;
  if (only === undefined) throw new Failure('model', `The weights lack "${anchor}"; use the weight file that belongs to the ${label} settings.`);
  if (found.length > 1) throw new Failure('model', `The weights hold ${found.length} models (${found.slice(0, 4).join(', ')}…); save the one that is wanted by itself.`);
  return only;
}
