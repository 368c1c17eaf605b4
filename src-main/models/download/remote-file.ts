import type { Digest } from './digest';

/** One file of a download. */
export interface RemoteFile {
  /** Where it goes, relative to the folder of the download; with `/` for a folder inside it. */
  readonly name: string;
  readonly url: string;
  readonly nBytes: number;
  /** As the publisher gives it, apart from the file itself; null where nobody has published one. */
  readonly digest: Digest | null;
}
