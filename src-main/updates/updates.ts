import type { AppUpdater, CancellationToken } from 'electron-updater';
import type { UpdateCheck, UpdateProgress, UpdateRoad } from '@contract/app/about';
import { Failure } from '@contract/failure';

export type Updater = Pick<AppUpdater, 'checkForUpdates' | 'downloadUpdate' | 'quitAndInstall' | 'on' | 'requestHeaders' | 'autoDownload' | 'autoInstallOnAppQuit' | 'logger' | 'disableDifferentialDownload'>;

/** What is taken of the library; loading it costs a start some hundredth of a second, and most starts never ask. */
export interface UpdaterLibrary {
  readonly autoUpdater: Updater;
  readonly CancellationToken: new () => CancellationToken;
}

/**
 * The next version of the app, step by step and each at the user's word: nothing is asked for, fetched or installed by itself. What arrives is held to the
 * digest (SHA-512) of the list of versions; on Windows and macOS the system looks at the maker's signature too.
 */
export class Updates {
  private library: Promise<UpdaterLibrary> | null = null;
  private found: string | null = null;
  private isFetched = false;
  private fetching: CancellationToken | null = null;

  /** @param load called when something is first asked for. @param onProgress while a version is fetched */
  constructor(readonly road: UpdateRoad, private readonly load: () => Promise<UpdaterLibrary>, private readonly onProgress: (progress: UpdateProgress) => void) {}

  /** @throws Failure `bad-request` where there is no road, `io` where the list of versions cannot be read */
  async check(): Promise<UpdateCheck> {
    const { autoUpdater } = await this.opened();
    const result = await autoUpdater.checkForUpdates().catch((error: unknown) => { throw this.unread(error); });
    if (result === null) throw this.unread(new Error('the updater is not active'));
    if (!result.isUpdateAvailable) return { kind: 'current' };
    const { version, files } = result.updateInfo;
    if (this.found !== version) this.isFetched = false;
    this.found = version;
    return { kind: 'newer', version, nBytes: files[0]?.size ?? null };
  }

  /** @throws Failure `bad-request` before a newer version was found, `cancelled`, `io` where it does not arrive, or not as it was announced */
  async fetch(): Promise<void> {
    const library = await this.opened();
    if (this.found === null) throw new Failure('bad-request', 'There is no newer version to fetch. Check for updates first.');
    if (this.fetching !== null) throw new Failure('bad-request', 'The new version is being fetched already.');
    const token = new library.CancellationToken();
    this.fetching = token;
    try {
      await library.autoUpdater.downloadUpdate(token);
      this.isFetched = true;
    } catch (error) {
      if (token.cancelled) throw new Failure('cancelled', 'The new version was not fetched.');
      throw unfetched(error);
    } finally {
      this.fetching = null;
    }
  }

  cancel(): void {
    this.fetching?.cancel();
  }

  /** @throws Failure `bad-request` before a version was fetched */
  async install(): Promise<void> {
    if (!this.isFetched) throw new Failure('bad-request', 'There is nothing to install yet. Fetch the new version first.');
    (await this.opened()).autoUpdater.quitAndInstall();
  }

  private opened(): Promise<UpdaterLibrary> {
    if (this.road.kind === 'closed') return Promise.reject(new Failure('bad-request', this.road.why));
    return (this.library ??= this.load().then((library) => {
      const { autoUpdater } = library;
      autoUpdater.autoDownload = false;
      autoUpdater.autoInstallOnAppQuit = false;
      // It would look for blocks of the old package, which is not kept.
      autoUpdater.disableDifferentialDownload = true;
      autoUpdater.logger = null;
      // By itself it would name this computer with every question, by a number it made up once.
      autoUpdater.requestHeaders = { 'x-user-staging-id': '' };
      autoUpdater.on('download-progress', ({ transferred, total }) => { this.onProgress({ nDone: transferred, nTotal: total }); });
      // What goes wrong is thrown where it was asked for; without a listener it would be thrown a second time.
      autoUpdater.on('error', () => undefined);
      return library;
    }));
  }

  private unread(error: unknown): Failure {
    const host = this.road.kind === 'open' ? this.road.host : '';
    return new Failure('io', `The list of versions at ${host} could not be read. Check the connection, or try again later.`, messageOf(error));
  }
}

function unfetched(error: unknown): Failure {
  const isOther = error instanceof Error && (error as NodeJS.ErrnoException).code === 'ERR_CHECKSUM_MISMATCH';
  return new Failure('io', isOther
    ? 'What arrived is not the version that was announced: its digest differs. It was thrown away; nothing is changed. Try again later.'
    : 'The new version did not arrive whole. Nothing is changed; try again.', messageOf(error));
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 500);
