/** Files of a converted model folder. */
export const GRAPH_FILES = { encoder: 'encoder.onnx', wordEncoder: 'word-encoder.onnx', bilm: 'bilm.onnx', bilmChunk: 'bilm-chunk.onnx', weights: 'weights.bin' } as const;

/**
 * Inputs and outputs that the graphs of all contextual models share. `rows` and `weights` say which vectors are wanted: for every pooled span the
 * flattened rows `sentence · time + t` and their weights, both `[spans, width]`, unused places with weight 0. Outputs are float32 `[spans, dim]`.
 */
export const SPANS = { rows: 'span_rows', weights: 'span_weights', output: (layer: number): string => `span_vectors.${layer}` } as const;

/**
 * Two more inputs of a transformer's graph, whose last block is worked out for the wanted rows only: `rows` int64 `[rows]`, the distinct flattened rows, and `places`
 * int64 `[spans, width]`, where each entry of `span_rows` stands among them.
 */
export const LAST_BLOCK = { rows: 'last_rows', places: 'last_places' } as const;

/** Time steps that one run of ELMo's graph for a GPU takes. */
export const CHUNK_STEPS = 16;
