export const GATHER_USAGE = `usage: contexture gather FOLDER [--json]

Looks whether all shards that embed --shard wrote are there, whole, and of one corpus, model, layers and pooling; names those that are not. Exit code 1 then.
`;
