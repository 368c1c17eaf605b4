import type { CameraPose } from '../camera';
import type { Pooling } from '../embedding';
import type { LayerMix } from '../layers/layer-mix';
import type { SentenceSet } from '../occurrence';
import type { ProjectionParameters } from '../projection';
import type { ViewMode } from '../view-modes';

/** What a station shows: a state of the app. Sets are named by the id of a bundled set or of one in the lesson's own `sets`, models by their short name. */
export interface StationLook {
  readonly set: string;
  readonly model: string;
  readonly pooling: Pooling;
  /** Null: where the model separates the senses best. */
  readonly layer: number | null;
  readonly mix: LayerMix | null;
  readonly mode: ViewMode;
  /** In a comparison, what is at the left; else null. `set` null: the same sentences. */
  readonly beside: { readonly model: string; readonly layer: number | null; readonly set: string | null } | null;
  /** Null: the app's usual settings. */
  readonly projection: ProjectionParameters | null;
  /** Id of the column that colours mean, `distortion`, or null: by sense. */
  readonly colouring: string | null;
  /** Selected occurrences, by their row. */
  readonly rows: readonly number[];
  /** Null: fitted. */
  readonly camera: CameraPose | null;
  /** What is opened over it: the journey's small maps. */
  readonly opens: 'journey' | null;
}

/** Asked before the station shows what it knows. */
export interface StationQuestion {
  readonly asks: string;
  readonly choices: readonly string[];
  /** Index of the right one in `choices`. */
  readonly answer: number;
  /** Said once it is answered, whatever was chosen. */
  readonly says: string;
  /** What colours mean until then. */
  readonly colouring: string;
}

export interface Station {
  readonly title: string;
  /** Two or three sentences. */
  readonly text: string;
  readonly question: StationQuestion | null;
  readonly look: StationLook;
}

/** A way through the app that a teacher has laid: one file. */
export interface Lesson {
  readonly title: string;
  readonly stations: readonly Station[];
  /** Sets that are not bundled. */
  readonly sets: readonly SentenceSet[];
}

export interface LessonSummary {
  readonly id: string;
  readonly title: string;
  readonly nStations: number;
}
