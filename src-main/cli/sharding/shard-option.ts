import { UsageError, type CommandArguments } from '../arguments';
import { shardOf, type Shard } from './shard';

/** What `--shard` asks for; null where it is not there. @throws UsageError beside an option that shards do not have, Failure for what is no shard */
export function shardGiven(given: CommandArguments): Shard | null {
  const text = given.optional('shard');
  if (text === null) return null;
  const format = given.optional('format');
  if (format !== null && format !== 'parquet') throw new UsageError(`shards are Parquet files: leave out --format ${format}`, 'embed');
  if (given.flag('every-token')) throw new UsageError('--every-token draws from one treebank, and a shard is part of a corpus: leave one of them out', 'embed');
  return shardOf(text);
}
