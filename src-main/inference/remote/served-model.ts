/** Key of an export's metadata under which a server says which model it serves; `modelDigest` is its value. */
export const DIGEST_PARAMETER = 'contexture_model_sha256';
