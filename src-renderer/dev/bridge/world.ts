import type { UpdateRoad } from '@contract/app/about';
import type { ChannelName } from '@contract/channels';
import type { DeviceInUse, DeviceReport } from '@contract/embedding';
import type { FailureEnvelope } from '@contract/failure';
import type { InstalledModel } from '@contract/model-card';
import type { SentenceSet } from '@contract/occurrence';
import type { RememberedPage } from '@contract/remembered-page';
import type { KnownServer } from '@contract/serving/server';
import type { RecentSession } from '@contract/sessions/recent-session';
import { DEFAULT_SETTINGS, type Settings } from '@contract/settings';
import { SHIPPED_MODELS } from './models';

/** All that a page can find behind the bridge. */
export interface World {
  readonly settings: Settings;
  readonly platform: string;
  readonly models: readonly InstalledModel[];
  /** The user's own library. */
  readonly kept: readonly SentenceSet[];
  /** Of the page before this one; null: there was none. */
  readonly recovered: RememberedPage | null;
  readonly devices: readonly DeviceReport[];
  readonly device: DeviceInUse;
  readonly updates: UpdateRoad;
  /** Of the servers that were chosen before; what one has is told when it is asked. */
  readonly server: KnownServer;
  readonly recent: readonly RecentSession[];
  /** Requests that fail, and with what. */
  readonly refused: Readonly<Partial<Record<ChannelName, FailureEnvelope>>>;
  /** Requests that are never answered. */
  readonly held: readonly ChannelName[];
}

/** Somebody who has been here before, with the small model. */
export const USUAL_WORLD: World = {
  settings: { ...DEFAULT_SETTINGS, started: true, modelId: 'minilm-l6' },
  platform: 'linux',
  models: SHIPPED_MODELS,
  kept: [],
  recovered: null,
  devices: [
    { provider: 'cpu', label: 'CPU, 2 threads', state: 'serves', reason: '' },
    { provider: 'webgpu', label: 'GPU (WebGPU), example adapter', state: 'refused', reason: 'It gave other vectors than the CPU.' },
    { provider: 'cuda', label: 'GPU (CUDA)', state: 'absent', reason: 'No library for it is installed.' },
  ],
  device: { provider: 'cpu', label: 'CPU, 2 threads' },
  server: { address: null, hasToken: false, canKeepTokens: true, inUse: null },
  updates: { kind: 'closed', why: 'This copy was packed without an address for updates: get the next version where you got this one.' },
  recent: [],
  refused: {},
  held: [],
};
