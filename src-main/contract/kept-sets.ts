/** A set of the user's own library as the word index lists it. */
export interface KeptSetSummary {
  readonly id: string;
  readonly title: string;
  readonly word: string;
}

export interface KeptSets {
  /** In the order of their making. */
  readonly sets: readonly KeptSetSummary[];
  /** Names the files that could not be read; null where there are none. */
  readonly problem: string | null;
}

/** An own set that another window has changed. */
export interface ChangedSet {
  readonly id: string;
  /** As the word index lists it now; null: it was deleted. */
  readonly listed: KeptSetSummary | null;
}

/** What is said, on either side, where a save would write over what another window has changed. */
export const changedElsewhere = (title: string): string =>
  `“${title}” was changed in another window meanwhile, so what you changed here was not saved. Keep it as a set of its own.`;

/** What the id of an own set looks like, which is also the name of its file. No preset has such an id. */
export const OWN_SET_ID = /^own-[a-z0-9-]{1,56}$/;
export const MAX_TITLE_CHARS = 200;

let lastMs = 0;

/** `own-<time>-<random>`: ids in the order of the alphabet are sets in the order of their making. */
export function newSetId(now: number = Date.now()): string {
  lastMs = Math.max(now, lastMs + 1);
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  return `own-${lastMs.toString(36).padStart(9, '0')}-${random.toString(36)}`;
}
