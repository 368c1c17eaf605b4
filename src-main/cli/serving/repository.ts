import type { ServedGraph } from './served-graph';

export const TARGETS = ['triton', 'mlserver'] as const;
export type ServingTarget = (typeof TARGETS)[number];

/** Key under which an export says which model it is; {@link modelDigest} is its value. What embeds with a server compares it. */
export { DIGEST_PARAMETER } from '../../inference/remote/served-model';

/** What is known of an export before its files are written. */
export interface ExportFacts {
  readonly id: string;
  readonly name: string;
  readonly licence: string;
  readonly graph: ServedGraph;
  /** Files of the graph by the names that they have in the export, with their SHA-256. */
  readonly files: Readonly<Record<string, string>>;
  /** See {@link DIGEST_PARAMETER}. */
  readonly modelSha256: string;
  /** Of the canonical card, as in the provenance of exported vectors. */
  readonly cardSha256: string;
}

/** The texts that make a folder what a server reads, by their paths in it; and where graph and weights lie. */
export interface RepositoryPlan {
  /** Path of the folder for graph and weights. */
  readonly graphFolder: string;
  /** Path of the folder for card and tokenizer, which no server reads. */
  readonly besideFolder: string;
  readonly texts: Readonly<Record<string, string>>;
}

/** The name of the graph in an export; Triton asks for this one. */
export const SERVED_GRAPH_FILE = 'model.onnx';
