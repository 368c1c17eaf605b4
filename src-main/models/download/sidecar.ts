import { readFile } from 'node:fs/promises';
import { atomicWrite } from '../../platform/atomic-write';
import { digestText, parseDigest, type Digest } from './digest';
import type { RemoteFile } from './remote-file';

/** What is known about a file that is being fetched or has been; it lies beside it. */
export interface Sidecar {
  readonly url: string;
  readonly nBytes: number;
  readonly digest: Digest | null;
  /** Of the answer that the file was begun with. */
  readonly etag: string | null;
  /** What that answer said the digest is. */
  readonly stated: Digest | null;
  /** So many bytes are on the disk for certain, through a power cut too. */
  readonly nBytesSynced: number;
  /** Of the finished file; null until then. */
  readonly sha256: Digest | null;
}

export const sidecarPath = (file: string): string => `${file}.transfer.json`;

export async function writeSidecar(file: string, sidecar: Sidecar): Promise<void> {
  const text = (digest: Digest | null): string | null => (digest === null ? null : digestText(digest));
  const { digest, stated, sha256 } = sidecar;
  await atomicWrite(sidecarPath(file), `${JSON.stringify({ ...sidecar, digest: text(digest), stated: text(stated), sha256: text(sha256) })}\n`);
}

/** The sidecar of this very content: the same digest, or without one the same address and length. Null for none, a damaged one, or another file's. */
export async function readSidecar(file: string, remote: RemoteFile): Promise<Sidecar | null> {
  const text = await readFile(sidecarPath(file), 'utf8').catch(() => null);
  const sidecar = text === null ? null : parse(text);
  if (sidecar === null || sidecar.nBytes !== remote.nBytes) return null;
  if (remote.digest !== null) return sidecar.digest !== null && digestText(sidecar.digest) === digestText(remote.digest) ? sidecar : null;
  return sidecar.digest === null && sidecar.url === remote.url ? sidecar : null;
}

function parse(text: string): Sidecar | null {
  try {
    const value = JSON.parse(text) as Record<string, unknown>;
    const { url, nBytes, etag, nBytesSynced } = value;
    if (typeof url !== 'string' || !Number.isSafeInteger(nBytes) || !Number.isSafeInteger(nBytesSynced) || (etag !== null && typeof etag !== 'string')) return null;
    if (Number(nBytesSynced) < 0 || Number(nBytesSynced) > Number(nBytes)) return null;
    return { url, etag, nBytes: Number(nBytes), nBytesSynced: Number(nBytesSynced), digest: parseDigest(value['digest']), stated: parseDigest(value['stated']), sha256: parseDigest(value['sha256']) };
  } catch {
    return null;
  }
}
