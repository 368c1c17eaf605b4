import type { ModelKind } from '@contract/model-card';

/** The feed-forward part's function, by the operator that computes it. */
export type Activation = 'gelu-erf' | 'gelu-tanh' | 'relu' | 'silu' | 'tanh';

export interface AttentionNames {
  readonly query: string;
  readonly key: string;
  readonly value: string;
}

/** One map that makes query, key and value side by side: first all heads' queries, then all keys, then all values; or head by head. */
export interface FusedAttentionNames {
  readonly fused: string;
  readonly isHeadByHead?: true;
}

/** Names of one block's weights, without the checkpoint's prefix; `.weight` and `.bias` follow each. Blocks that share weights give the same names. */
export interface BlockNames {
  readonly attention: AttentionNames | FusedAttentionNames;
  /** Norms of each head's query and key, before the rotary positions. */
  readonly headNorms?: { readonly query: string; readonly key: string };
  readonly attentionOutput: string;
  /** Null where the attention takes what comes in as it is. */
  readonly attentionNorm: string | null;
  /** The map into the feed-forward part; where that is gated: the map behind which the activation stands. */
  readonly inner: string;
  /** Of a gated feed-forward part: the map of the other factor. Absent where `inner` makes both side by side. */
  readonly gate?: string;
  readonly output: string;
  readonly outputNorm: string;
  /** Norms of what the two parts give, before it is added, beside those that precede the parts. */
  readonly addedNorms?: { readonly attention: string; readonly output: string };
}

/** Layer norm with or without shift; root mean square alone, its factors stored as they are or less one. */
export type NormKind = 'layer' | 'layer-without-bias' | 'rms' | 'rms-less-one';

/** Turns the first `dim` numbers of each query and key by angles that grow with the place: pair (i, i + dim/2) by place · theta^(−2i/dim). */
export interface Rotary {
  readonly theta: number;
  readonly dim: number;
}

/** Which linear maps have a bias. */
export interface Biases {
  readonly queryKeyValue: boolean;
  readonly attentionOutput: boolean;
  readonly feedForward: boolean;
}

/** DeBERTa's attention: query · key, and each of them · what one table of distances says. */
export interface Disentangled {
  /** `[2 · nBuckets, dim]`: row `nBuckets` is distance 0. */
  readonly table: string;
  /** Norm of the table's rows. */
  readonly norm: string | null;
  readonly nBuckets: number;
  /** Distances from which on all count as one, where buckets widen; null: every distance has a bucket, up to their number. */
  readonly maxDistance: number | null;
  /** The maps of a block that make keys and queries of the table; null where that side is not looked at. */
  readonly key: ((block: number) => string) | null;
  readonly query: ((block: number) => string) | null;
}

export interface EmbeddingNames {
  /** Width of the tables. */
  readonly dim: number;
  readonly words: string;
  /** Token t takes row `offset + t`. Null where only the attention knows positions. */
  readonly positions: { readonly name: string; readonly nRows: number; readonly offset: number } | null;
  /** With one row, it is added to every token; with more, `token_type_ids` chooses. */
  readonly types: { readonly name: string; readonly nRows: number } | null;
  readonly norm: string | null;
  /** Linear map from the tables' width to the blocks'. */
  readonly projection: string | null;
  /** Factor of the rows. */
  readonly scale?: number;
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
  /** Absent: as many as heads. With fewer, neighbouring heads share a key and a value. */
  readonly nKeyValueHeads?: number;
  /** Absent: the heads divide `dim` between them. */
  readonly headDim?: number;
  readonly innerDim: number;
  /** Activation of one half times the other half, in place of the activation alone. */
  readonly isGated?: true;
  readonly activation: Activation;
  /** Absent: layer norm. */
  readonly norm?: NormKind;
  readonly layerNormEps: number;
  /** Absent: all maps have one. */
  readonly biases?: Biases;
  /** Longest input in pieces, special tokens included. */
  readonly maxTokens: number;
  /** A token sees only what stands to its left. */
  readonly isCausal: boolean;
  /** How many places away a token still looks in a block; null: at all. */
  readonly reach?: (block: number) => number | null;
  /** Layer norms follow the sums (BERT) or precede the parts (GPT-2); `parallel`: and both parts take what came into the block (GPT-NeoX). */
  readonly normPlace: 'after' | 'before' | 'parallel';
  /** How the checkpoint stores linear maps: `[out, in]` (torch's Linear) or `[in, out]` (GPT-2's Conv1D). */
  readonly linearLayout: 'out-in' | 'in-out';
  /** Factor of query · key. */
  readonly attentionScale: (block: number) => number;
  /** Scores x become cap · tanh(x / cap). */
  readonly scoreCap?: number;
  readonly embeddings: EmbeddingNames;
  /** Table `[nBuckets, nHeads]` of what each head adds to query · key by their distance, in every block. Absent in most families. */
  readonly relativePositions?: { readonly name: string; readonly nBuckets: number; readonly maxDistance: number };
  readonly rotary?: (block: number) => Rotary;
  readonly disentangled?: Disentangled;
  readonly block: (index: number) => BlockNames;
  /** Norm of the last hidden state alone, as transformers reports it. */
  readonly finalNorm: string | null;
  /** What may stand before every name, likeliest first. */
  readonly prefixes: readonly string[];
}
