/** A session file that was opened or saved here. The page knows its number in the list, never its path. */
export interface RecentSession {
  readonly id: string;
  readonly name: string;
  /** The folder that it lies in, for reading: the home folder as ~. */
  readonly folder: string;
}

export const MOST_RECENT = 10;
