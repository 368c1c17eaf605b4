/** Key of an export's metadata under which a server says which model it serves; `modelDigest` is its value. */
export const DIGEST_PARAMETER = 'contexture_model_sha256';

/** A model as a server tells of it. */
export interface ServedModel {
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Whether the server takes tensors as bytes; else as JSON. */
  readonly isBinary: boolean;
  /** See {@link DIGEST_PARAMETER}; null where it does not say. */
  readonly digest: string | null;
}
