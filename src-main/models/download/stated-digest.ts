import { digestFromBase64, digestFromHex, type Digest } from './digest';
import type { ResponseHeaders } from './http';

/**
 * What a server itself says the digest of a whole file is; null where it says nothing that can be relied upon. Read from
 * `x-linked-etag` (the hub: SHA-256 of a large file), `x-amz-checksum-sha256`, `content-md5`, `x-goog-hash`, and the ETag of Amazon S3,
 * which is the MD5 unless the object was uploaded in parts ("…-45") or is encrypted with a managed key. The ETag of any other server may be anything.
 */
export function statedDigest(headers: ResponseHeaders): Digest | null {
  const linked = digestFromHex('sha256', unquote(headers.get('x-linked-etag')));
  if (linked !== null) return linked;
  const amazon = headers.get('x-amz-checksum-sha256');
  if (amazon !== null && digestFromBase64('sha256', amazon) !== null) return digestFromBase64('sha256', amazon);
  // Of a partial answer this header covers the part alone.
  const md5 = headers.get('content-range') === null ? headers.get('content-md5') : null;
  if (md5 !== null && digestFromBase64('md5', md5) !== null) return digestFromBase64('md5', md5);
  const google = /(?:^|,)\s*md5=([0-9A-Za-z+/]+={0,2})/.exec(headers.get('x-goog-hash') ?? '')?.[1];
  if (google !== undefined) return digestFromBase64('md5', google);
  const isPlainS3 = headers.get('server') === 'AmazonS3' && !(headers.get('x-amz-server-side-encryption') ?? '').startsWith('aws:kms');
  return isPlainS3 ? digestFromHex('md5', unquote(headers.get('etag'))) : null;
}

const unquote = (text: string | null): string | null => (text === null ? null : text.replace(/^W\//, '').replace(/^"(.*)"$/, '$1'));
