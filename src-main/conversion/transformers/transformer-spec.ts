import type { ModelKind } from '@contract/model-card';

/** The feed-forward part's function, by the operator that computes it. */
export type Activation = 'gelu-erf' | 'gelu-tanh' | 'relu' | 'silu' | 'tanh';

/** Names of one block's weights, without the checkpoint's prefix; `.weight` and `.bias` follow each. */
export interface BlockNames {
  /** Three linear maps, or one that makes query, key and value side by side. */
  readonly attention: { readonly query: string; readonly key: string; readonly value: string } | { readonly fused: string };
  readonly attentionOutput: string;
  readonly attentionNorm: string;
  readonly inner: string;
  readonly output: string;
  readonly outputNorm: string;
}

export interface EmbeddingNames {
  /** Width of the tables. */
  readonly dim: number;
  readonly words: string;
  /** Token t takes row `offset + t`. */
  readonly positions: { readonly name: string; readonly nRows: number; readonly offset: number };
  /** With one row, it is added to every token; with more, `token_type_ids` chooses. */
  readonly types: { readonly name: string; readonly nRows: number } | null;
  readonly norm: string | null;
  /** Linear map from the tables' width to the blocks'. */
  readonly projection: string | null;
}

/** All that the graph of a transformer depends on, checked. Sizes as in config.json. */
export interface TransformerSpec {
  readonly kind: Extract<ModelKind, 'bert' | 'gpt'>;
  readonly architecture: string;
  /** As people write it: "DistilBERT". */
  readonly label: string;
  readonly vocabSize: number;
  readonly dim: number;
  readonly nBlocks: number;
  readonly nHeads: number;
  readonly innerDim: number;
  readonly activation: Activation;
  readonly layerNormEps: number;
  /** Longest input in pieces, marks included. */
  readonly maxTokens: number;
  /** A token sees only what stands to its left. */
  readonly isCausal: boolean;
  /** Layer norms follow the sums (BERT) or precede the parts (GPT-2). */
  readonly normPlace: 'after' | 'before';
  /** How the checkpoint stores linear maps: `[out, in]` (torch's Linear) or `[in, out]` (GPT-2's Conv1D). */
  readonly linearLayout: 'out-in' | 'in-out';
  /** Factor of query · key. */
  readonly attentionScale: (block: number) => number;
  readonly embeddings: EmbeddingNames;
  /** Table `[nBuckets, nHeads]` of what each head adds to query · key by their distance, in every block. Absent in most families. */
  readonly relativePositions?: { readonly name: string; readonly nBuckets: number; readonly maxDistance: number };
  readonly block: (index: number) => BlockNames;
  /** Norm of the last hidden state alone, as transformers reports it. */
  readonly finalNorm: string | null;
  /** What may stand before every name, likeliest first. */
  readonly prefixes: readonly string[];
}
