import type { Lesson, LessonSummary, Station } from '@contract/lessons/lesson';

/** The lesson that is taken, and where in it. */
class LessonInWork {
  /** Lessons that come with the app. */
  bundled = $state.raw<readonly LessonSummary[]>([]);
  lesson = $state.raw<Lesson | null>(null);
  at = $state(0);
  /** Choice at the station's question; null: not answered. */
  chosen = $state<number | null>(null);
  /** Why the station cannot be shown; null: it is. */
  problem = $state<string | null>(null);
  /** A teacher changes the lesson. */
  isEdited = $state(false);
  /** Changed and not saved. */
  isUnsaved = $state(false);

  readonly station = $derived<Station | null>(this.lesson?.stations[this.at] ?? null);
  /** The station's question waits for its answer. */
  readonly isAsking = $derived(this.station !== null && this.station.question !== null && this.chosen === null && !this.isEdited);
}

export const lessonInWork = new LessonInWork();
