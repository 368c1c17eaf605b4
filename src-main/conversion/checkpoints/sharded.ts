import { join } from 'node:path';
import { Failure } from '@contract/failure';
import { readPlainFile } from '../../platform/plain-file';
import { checkNesting } from '../json-nesting';
import type { ListedTensors } from './checkpoint';
import { MODEL_FILE } from './file-bytes';

const MAX_INDEX_BYTES = 2 ** 26;
const MAX_SHARDS = 1_000;

/** A checkpoint in several files, with the list of which tensor lies where (`*.index.json`, "weight_map"). */
export class ShardedTensors implements ListedTensors {
  private constructor(private readonly shards: ReadonlyMap<string, ListedTensors>, private readonly places: ReadonlyMap<string, string>) {}

  /** @throws Failure('model') when the list is malformed or names what is not there; what `openShard` throws. */
  static async open(dir: string, indexName: string, openShard: (path: string) => Promise<ListedTensors>): Promise<ShardedTensors> {
    const places = parseIndex(new TextDecoder().decode(await readPlainFile(join(dir, indexName), MAX_INDEX_BYTES, MODEL_FILE)), indexName);
    const shards = new Map<string, ListedTensors>();
    try {
      for (const file of new Set(places.values())) shards.set(file, await openShard(join(dir, file)));
      for (const [name, file] of places) {
        if (shards.get(file)?.has(name) !== true) throw new Failure('model', `${indexName} says that ${file} holds "${name}", and it does not; use files that belong together.`);
      }
    } catch (error) {
      for (const shard of shards.values()) shard.close();
      throw error;
    }
    return new ShardedTensors(shards, places);
  }

  names(): Iterable<string> {
    return this.places.keys();
  }

  has(name: string): boolean {
    return this.places.has(name);
  }

  shape(name: string): readonly number[] {
    return this.shard(name).shape(name);
  }

  precision(name: string): 'float16' | 'float32' {
    return this.shard(name).precision(name);
  }

  read(name: string): Float32Array {
    return this.shard(name).read(name);
  }

  close(): void {
    for (const shard of this.shards.values()) shard.close();
  }

  private shard(name: string): ListedTensors {
    const shard = this.shards.get(this.places.get(name) ?? '');
    if (shard === undefined) throw new Failure('model', `The weights lack "${name}"; use the weight file that belongs to the model's settings.`);
    return shard;
  }
}

function parseIndex(json: string, indexName: string): Map<string, string> {
  const malformed = (what: string): Failure => new Failure('model', `${indexName} ${what}; copy or download it again.`);
  checkNesting(json, indexName);
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    throw malformed('is not valid JSON');
  }
  const map = (typeof parsed === 'object' && parsed !== null ? (parsed as { readonly weight_map?: unknown }).weight_map : undefined);
  if (typeof map !== 'object' || map === null || Array.isArray(map)) throw malformed('has no weight_map');
  const places = new Map<string, string>();
  for (const [name, file] of Object.entries(map)) {
    // A shard is a file beside the list: the list must not lead anywhere else.
    if (typeof file !== 'string' || !/^[^/\\:\0]+$/.test(file) || file === '.' || file === '..') throw malformed(`gives "${name.slice(0, 80)}" a place outside the folder`);
    places.set(name, file);
  }
  if (places.size === 0) throw malformed('names no weights');
  if (new Set(places.values()).size > MAX_SHARDS) throw malformed(`names more than ${MAX_SHARDS} files`);
  return places;
}
