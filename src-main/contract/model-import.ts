/** What lies at a path that somebody wants to import, before anything is converted. */
export interface ImportPreview {
  readonly path: string;
  /** What the import would be called and filed under; both can be changed. */
  readonly name: string;
  readonly id: string;
  /** "DistilBERT, 6 blocks, 768 wide" or "fastText, 300 wide". */
  readonly description: string;
  readonly isStatic: boolean;
  /** Word forms of a static file where its header tells; null where only reading it would. */
  readonly nWords: number | null;
  /** On disk, what is read. */
  readonly nBytes: number;
  /** From a model card or licence file beside it; null where none is found. */
  readonly licence: string | null;
}

/** What the page is told of a folder or file that a person chose: it names it by the handle. */
export interface ChosenModel extends ImportPreview {
  readonly handle: string;
}

/** {@link ImportChoice} as the page states it. */
export interface ChosenImport extends Omit<ImportChoice, 'path'> {
  readonly handle: string;
}

export interface ImportChoice {
  readonly path: string;
  readonly name: string;
  readonly id: string;
  readonly licence: string;
  /** Static files: keep only the first (most frequent) word forms; null keeps all. */
  readonly nMaxWords: number | null;
}

/** An entry of the built-in catalogue of downloads. */
export interface CatalogueEntry {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly licence: string;
  /** What is fetched. */
  readonly nBytes: number;
  /** Whose server. */
  readonly host: string;
  readonly isStatic: boolean;
}

/** What to download: an entry of the catalogue, or `org/name` of the Hugging Face hub. */
export type DownloadSource = { readonly by: 'catalogue'; readonly id: string } | { readonly by: 'hub'; readonly name: string };

/** What a download would fetch, asked of the server before the user agrees. */
export interface DownloadPlan {
  readonly source: DownloadSource;
  readonly name: string;
  readonly id: string;
  readonly licence: string;
  readonly host: string;
  readonly files: readonly { readonly name: string; readonly nBytes: number }[];
  readonly nBytes: number;
  /** Already here from an earlier try that was cut. */
  readonly nBytesHere: number;
  readonly nFreeBytes: number;
  /** What the files are held against: a published digest of each, or, where none is published, the length alone. */
  readonly checkedBy: 'published-digest' | 'length';
  readonly isStatic: boolean;
}

/** Work that ends with a new model in the library. `nTotal` 0: not known yet. */
export interface ImportProgress {
  readonly stage: 'look-up' | 'download' | 'verify' | 'convert' | 'check' | 'measure';
  readonly nDone: number;
  readonly nTotal: number;
  readonly unit: 'bytes' | 'tensors' | 'words';
  /** Of a download: over the last seconds. */
  readonly bytesPerSecond?: number;
  readonly secondsLeft?: number;
}
