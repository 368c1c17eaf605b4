import type { FailureEnvelope } from '@contract/failure';
import type { Projection } from '@contract/projection';
import type { ProjectionInput, ProjectionStep } from './core/project';

/** To the worker. `seq` numbers the requests of one client; buffers are transferred. */
export type ProjectionRequest =
  | Readonly<{ kind: 'project'; seq: number; input: ProjectionInput }>
  | Readonly<{ kind: 'cancel'; seq: number }>;

/** From the worker: any number of `progress`, then exactly one of `result` and `error` for each `project`. */
export type ProjectionReply =
  | Readonly<{ kind: 'progress'; seq: number; step: ProjectionStep }>
  | Readonly<{ kind: 'result'; seq: number; projection: Projection }>
  | Readonly<{ kind: 'error'; seq: number; error: FailureEnvelope }>;
