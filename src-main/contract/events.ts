import type { UpdateProgress } from './app/about';
import type { WriteProgress } from './exports/data-export';
import type { EmbedProgress } from './embedding';
import type { FailureEnvelope } from './failure';
import type { ChangedSet } from './kept-sets';
import type { ImportProgress } from './model-import';
import type { InduceProgress } from './layers/induced-senses';
import type { LearnMixProgress } from './layers/learned-mix';
import type { ProbeProgress } from './layers/probes';
import type { FiguresProgress } from './model-figures';
import type { Settings } from './settings';
import type { ConcordanceProgress } from './source-text';

/** Messages from the main side to the renderer. */
export interface Events {
  'inference:progress': (EmbedProgress | ProbeProgress | LearnMixProgress | InduceProgress | FiguresProgress | WriteProgress) & { readonly seq: number };
  'models:progress': ImportProgress & { readonly seq: number };
  'texts:progress': ConcordanceProgress & { readonly seq: number };
  'about:update-progress': UpdateProgress;
  /** The inference process ended unexpectedly; it restarts with the next request and its embeddings are gone. */
  'inference:stopped': FailureEnvelope;
  /** Another window has changed them. */
  'app:settings': Settings;
  /** Another window has brought or removed a model. */
  'models:changed': null;
  /** Another window has changed an own set. */
  'sets:changed': ChangedSet;
  /** The system wants a session file opened: `askedSession` gives it out. */
  'session:asked': null;
  /** Something that was meant to be kept could not be; said once. */
  'app:problem': FailureEnvelope;
}

export type EventName = keyof Events;

/** The page's function that listens to each. */
export const listeners = {
  onProgress: 'inference:progress',
  onModelProgress: 'models:progress',
  onTextProgress: 'texts:progress',
  onUpdateProgress: 'about:update-progress',
  onProblem: 'app:problem',
  onSettings: 'app:settings',
  onModelsChanged: 'models:changed',
  onSetChanged: 'sets:changed',
  onSessionAsked: 'session:asked',
  onStopped: 'inference:stopped',
} as const satisfies Readonly<Record<string, EventName>>;

/** Each returns what ends the listening. */
export type Listeners = { readonly [L in keyof typeof listeners]: (listener: (event: Events[(typeof listeners)[L]]) => void) => () => void };
