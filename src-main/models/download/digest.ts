import { createHash, type Hash } from 'node:crypto';

/** `git-sha1`: of a file as git stores it (the header `blob <length>\0` before the content), which the hub states of small files. */
export type DigestAlgorithm = 'sha256' | 'md5' | 'git-sha1';

export interface Digest {
  readonly algorithm: DigestAlgorithm;
  /** Small letters. */
  readonly hex: string;
}

const hexLength = { sha256: 64, md5: 32, 'git-sha1': 40 } as const;
const names = { sha256: 'SHA-256', md5: 'MD5', 'git-sha1': 'git SHA-1' } as const;

/** A digest from hexadecimal text of unknown origin; null when it is not one. */
export function digestFromHex(algorithm: DigestAlgorithm, hex: unknown): Digest | null {
  return typeof hex === 'string' && hex.length === hexLength[algorithm] && /^[0-9a-f]+$/i.test(hex) ? { algorithm, hex: hex.toLowerCase() } : null;
}

/** A digest from base64, as HTTP headers carry it; null when it is not one. */
export function digestFromBase64(algorithm: DigestAlgorithm, text: string): Digest | null {
  return digestFromHex(algorithm, /^[0-9A-Za-z+/]+={0,2}$/.test(text) ? Buffer.from(text, 'base64').toString('hex') : null);
}

/** "sha256:ab…", for a sidecar file. */
export const digestText = ({ algorithm, hex }: Digest): string => `${algorithm}:${hex}`;

/** The inverse of {@link digestText}; null for anything else. */
export function parseDigest(text: unknown): Digest | null {
  const match = typeof text === 'string' ? /^(sha256|md5|git-sha1):([0-9a-f]+)$/.exec(text) : null;
  return match === null ? null : digestFromHex(match[1] as DigestAlgorithm, match[2]);
}

export const digestName = (algorithm: DigestAlgorithm): string => names[algorithm];

/** Hashes a file of known length while it arrives, under several algorithms at once. */
export class FileHash {
  private readonly hashes: ReadonlyMap<DigestAlgorithm, Hash>;

  constructor(algorithms: readonly DigestAlgorithm[], nBytes: number) {
    this.hashes = new Map(algorithms.map((algorithm) => [algorithm, algorithm === 'git-sha1' ? createHash('sha1').update(`blob ${nBytes}\0`) : createHash(algorithm)]));
  }

  update(bytes: Uint8Array): void {
    for (const hash of this.hashes.values()) hash.update(bytes);
  }

  /** Of everything so far; more can follow. Null for an algorithm that was not asked for. */
  digest(algorithm: DigestAlgorithm): Digest | null {
    const hash = this.hashes.get(algorithm);
    return hash === undefined ? null : { algorithm, hex: hash.copy().digest('hex') };
  }
}
