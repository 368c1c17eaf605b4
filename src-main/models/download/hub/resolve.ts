import { Failure } from '@contract/failure';
import type { DownloadSource } from '@contract/model-import';
import type { CatalogueFile, CatalogueItem } from '../catalogue';
import { chooseFiles } from './choose-files';
import { openFollowing, type Bearer } from '../follow';
import type { Fetcher } from '../http';
import { fileUrl, hubOf, lookUp } from './hub';
import { hubFolder, hubName, shortName } from '../names';
import type { RemoteFile } from '../remote-file';
import { withRetries, type Patience } from '../retry';
import { gated, answerFailure, type Wanted } from '../status';

/** A source as its server describes it: what is to be fetched, from where. */
export interface ResolvedSource {
  readonly name: string;
  readonly id: string;
  readonly licence: string;
  readonly host: string;
  readonly isStatic: boolean;
  readonly files: readonly RemoteFile[];
  readonly bearer: Bearer | null;
  readonly wanted: Wanted;
  /** For the model card. */
  readonly sourceText: string;
  readonly vectors: { readonly nWords: number; readonly dim: number } | null;
}

export interface ResolveOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly fetcher: Fetcher;
  readonly patience: Patience;
  readonly catalogue: readonly CatalogueItem[];
}

/** The catalogue entry that a source names; null for a name of the hub. @throws Failure `not-found`, `bad-input` */
export function catalogueItem(source: DownloadSource, catalogue: readonly CatalogueItem[]): CatalogueItem | null {
  if (source.by === 'hub') {
    hubName(source.name);
    return null;
  }
  const item = catalogue.find(({ id }) => id === source.id);
  if (item === undefined) throw new Failure('not-found', `There is no “${source.id}” in the catalogue. Choose one of ${catalogue.map(({ id }) => id).join(', ')}.`);
  return item;
}

/** The folder of a source below that of all downloads; the same for an entry of the catalogue and the model of the hub that it stands for. */
export function folderName(source: DownloadSource, catalogue: readonly CatalogueItem[]): string {
  const item = catalogueItem(source, catalogue);
  if (item === null) return hubFolder(source.by === 'hub' ? source.name : '');
  return item.from.by === 'hub' ? hubFolder(item.from.name) : item.id;
}

/** Asks the server what a download would fetch. @throws Failure; the signal's reason when aborted */
export async function resolveSource(source: DownloadSource, options: ResolveOptions, signal: AbortSignal): Promise<ResolvedSource> {
  const item = catalogueItem(source, options.catalogue);
  if (item?.from.by === 'files') return resolveFiles(item, item.from.files, options, signal);
  const name = item?.from.by === 'hub' ? item.from.name : source.by === 'hub' ? source.name : '';
  return resolveHub(name, item, options, signal);
}

async function resolveHub(name: string, item: CatalogueItem | null, { env, fetcher, patience }: ResolveOptions, signal: AbortSignal): Promise<ResolvedSource> {
  const hub = hubOf(env);
  const listing = await lookUp(name, hub, fetcher, patience, signal);
  if (listing.isGated && hub.bearer === null) throw gated(hub.host, name, false);
  const files = chooseFiles(listing.files, name).map((file) => ({ ...file, url: fileUrl(hub, name, listing.commit, file.name) }));
  return {
    name: item?.name ?? (name.split('/')[1] ?? name).slice(0, 80), id: item?.id ?? shortName(name), licence: listing.licence ?? item?.licence ?? 'not stated',
    host: hub.host, isStatic: false, files, bearer: hub.bearer, wanted: { host: hub.host, name, isHub: true, hasToken: hub.bearer !== null }, vectors: null,
    sourceText: `${item === null ? '' : `${item.origin} `}Fetched from ${hub.host}/${name}, commit ${listing.commit.slice(0, 12)}.`,
  };
}

async function resolveFiles(item: CatalogueItem, files: readonly CatalogueFile[], { fetcher, patience }: ResolveOptions, signal: AbortSignal): Promise<ResolvedSource> {
  const wanted = { host: item.host, name: item.name, isHub: false, hasToken: false };
  const remote: RemoteFile[] = [];
  for (const file of files) remote.push({ ...file, nBytes: await lengthOf(file.url, wanted, fetcher, patience, signal) });
  return {
    name: item.name, id: item.id, licence: item.licence, host: item.host, isStatic: item.isStatic, files: remote, bearer: null, wanted,
    vectors: item.vectors ?? null, sourceText: `${item.origin} Fetched from ${item.host}.`,
  };
}

/** The length of a file, from the head of an answer to a request for its first byte: signed addresses often allow no HEAD. */
function lengthOf(url: string, wanted: Wanted, fetcher: Fetcher, patience: Patience, signal: AbortSignal): Promise<number> {
  return withRetries(async () => {
    const response = await openFollowing(fetcher, { url, headers: { range: 'bytes=0-0' }, signal, stallTimeoutMs: patience.stallTimeoutMs });
    response.close();
    if (response.status !== 200 && response.status !== 206) throw answerFailure(response, wanted);
    const total = /^bytes \d+-\d+\/(\d{1,15})$/.exec(response.headers.get('content-range') ?? '')?.[1];
    const length = response.status === 206 ? (total === undefined ? null : Number(total)) : response.headers.integer('content-length');
    if (length === null) throw new Failure('io', `${wanted.host} does not tell how long ${wanted.name} is. Fetch it by hand and import the file.`);
    return length;
  }, wanted.host, patience, signal);
}
