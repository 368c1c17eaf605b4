import { createHash } from 'node:crypto';
import type { EmbeddingSummary, EmbedRequest } from '@contract/embedding';
import { Failure } from '@contract/failure';
import type { LayerMix } from '@contract/layers/layer-mix';
import type { VectorTable } from '@vectors/vector-table';

/** Vectors of a set, `[nOccurrences, nLayers, dim]`, with what they were made of. */
export interface StoredEmbedding {
  readonly summary: EmbeddingSummary;
  readonly request: EmbedRequest;
  readonly table: VectorTable;
  /** Of which the only layer of `table` is made; absent: the layers are the model's own. */
  readonly mix?: LayerMix;
}

/** Ascending. */
export function rowsWithVector({ nOccurrences, missing }: EmbeddingSummary): number[] {
  const without = new Set(missing);
  return Array.from({ length: nOccurrences }, (_, row) => row).filter((row) => !without.has(row));
}

/** Mixes are made anew in an instant: they may take this share of the memory. */
const SHARE_OF_MIXES = 1 / 4;

/** The embeddings in memory, the least recently used dropped beyond a limit. */
export class EmbeddingStore {
  private readonly entries = new Map<string, StoredEmbedding>();

  constructor(private readonly maxBytes = 2_000_000_000) {}

  find(key: string): StoredEmbedding | undefined {
    const entry = this.entries.get(key);
    if (entry !== undefined) {
      this.entries.delete(key);
      this.entries.set(key, entry);
    }
    return entry;
  }

  /** @throws Failure `not-found` for a handle that is not, or no longer, here. */
  get(key: string): StoredEmbedding {
    const entry = this.find(key);
    if (entry === undefined) throw new Failure('not-found', 'These vectors are no longer in memory. Open the set again.');
    return entry;
  }

  add(entry: StoredEmbedding): void {
    this.entries.set(entry.summary.key, entry);
    this.dropOldest(entry, ({ mix }) => mix !== undefined, this.maxBytes * SHARE_OF_MIXES);
    this.dropOldest(entry, () => true, this.maxBytes);
  }

  /** Drops of some entries the least recently used until they fit; the newest stays. */
  private dropOldest(newest: StoredEmbedding, isCounted: (entry: StoredEmbedding) => boolean, maxBytes: number): void {
    const counted = [...this.entries].filter(([, one]) => isCounted(one));
    let nBytes = counted.reduce((sum, [, one]) => sum + one.table.values.byteLength, 0);
    for (const [key, one] of counted) {
      if (nBytes <= maxBytes || one === newest) break;
      this.entries.delete(key);
      nBytes -= one.table.values.byteLength;
    }
  }
}

/**
 * Equal requests have equal keys: model (an id may come to name other weights), pooling, prompt, device and a digest of every text and span.
 * @param nServers servers chosen so far: one may do what the one before did not
 */
export function embeddingKey(request: EmbedRequest, modelDigest: string, nServers = 0): string {
  const digest = createHash('sha256').update(JSON.stringify(request.prompt ?? null));
  for (const { text, charStart, charEnd, word, labels } of request.occurrences) digest.update(JSON.stringify([text, charStart, charEnd, word, labels['sense'] ?? null]));
  return `${request.modelId}:${modelDigest.slice(0, 16)}:${request.pooling}:${request.device === 'server' ? `server ${nServers}` : request.device}:${digest.digest('hex')}`;
}
