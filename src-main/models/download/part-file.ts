import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '@contract/failure';
import { notWritten } from '../../platform/not-written';
import { FileHash, type Digest, type DigestAlgorithm } from './digest';
import type { RemoteFile } from './remote-file';
import { readSidecar, sidecarPath, writeSidecar, type Sidecar } from './sidecar';

export interface PartOptions {
  /** Bytes between two moments at which the file is brought to the disk for certain; at most so many are fetched again after a power cut. */
  readonly nBytesBetweenSyncs: number;
  readonly signal: AbortSignal;
  /** While bytes that are here already are read again for their digest. */
  readonly onHashed: (nBytes: number) => void;
}

/** `<file>.part`: what has arrived of a file, its digest so far, and beside it the sidecar by which another run takes it up. Nothing but whole, verified files ever bears the name without `.part`. */
export class PartFile {
  private isOpen = true;

  private constructor(
    private readonly file: string, private readonly remote: RemoteFile, private readonly handle: FileHandle, private readonly options: PartOptions,
    private sidecar: Sidecar, private hash: FileHash, private nWritten: number,
  ) {}

  /** Takes up what an earlier run has left of this content, or begins with nothing. @throws Failure `io`, the signal's reason */
  static async open(folder: string, remote: RemoteFile, options: PartOptions): Promise<PartFile> {
    const file = path.join(folder, remote.name);
    return onDisk(file, async () => {
      await mkdir(path.dirname(file), { recursive: true });
      const old = await readSidecar(file, remote);
      const nBytes = nResumable(await sizeOf(`${file}.part`), old);
      const hash = newHash(remote);
      await hashPrefix(`${file}.part`, nBytes, hash, options);
      const handle = await open(`${file}.part`, nBytes > 0 ? 'r+' : 'w');
      await handle.truncate(nBytes);
      return new PartFile(file, remote, handle, options, old !== null && nBytes > 0 ? old : blank(remote), hash, nBytes);
    });
  }

  get nBytes(): number {
    return this.nWritten;
  }

  /** Of the answer that the part was begun with. */
  get etag(): string | null {
    return this.sidecar.etag;
  }

  /** What that answer said the digest is. */
  get stated(): Digest | null {
    return this.sidecar.stated;
  }

  /** Forgets what is here and begins anew, with the answer of which these are the marks. */
  async begin(etag: string | null, stated: Digest | null): Promise<void> {
    await onDisk(this.file, async () => {
      // First the sidecar: cut between the two, the rest of the old content must not pass for the new one.
      this.sidecar = { ...blank(this.remote), etag, stated };
      await writeSidecar(this.file, this.sidecar);
      await this.handle.truncate(0);
    });
    this.hash = newHash(this.remote);
    this.nWritten = 0;
  }

  async append(bytes: Uint8Array): Promise<void> {
    await onDisk(this.file, async () => {
      for (let done = 0; done < bytes.length;) done += (await this.handle.write(bytes, done, bytes.length - done, this.nWritten + done)).bytesWritten;
    });
    this.hash.update(bytes);
    this.nWritten += bytes.length;
    if (this.nWritten - this.sidecar.nBytesSynced >= this.options.nBytesBetweenSyncs) await this.sync();
  }

  digest(algorithm: DigestAlgorithm): Digest | null {
    return this.hash.digest(algorithm);
  }

  /** Brings everything to the disk, for another try in this run or a later one. */
  async sync(): Promise<void> {
    if (!this.isOpen || this.nWritten === this.sidecar.nBytesSynced) return;
    await onDisk(this.file, async () => {
      await this.handle.sync();
      this.sidecar = { ...this.sidecar, nBytesSynced: this.nWritten };
      await writeSidecar(this.file, this.sidecar);
    });
  }

  async close(): Promise<void> {
    if (!this.isOpen) return;
    this.isOpen = false;
    await this.handle.close();
  }

  /** The part becomes the file. */
  async publish(): Promise<void> {
    await this.sync();
    await this.close();
    await onDisk(this.file, async () => {
      // Where nobody has published a digest, the next run knows the file by the one taken now.
      if (this.remote.digest === null) await writeSidecar(this.file, { ...this.sidecar, sha256: this.digest('sha256') });
      await rename(`${this.file}.part`, this.file);
      if (this.remote.digest !== null) await rm(sidecarPath(this.file), { force: true });
    });
  }

  /** Leaves nothing. */
  async remove(): Promise<void> {
    await this.close();
    await Promise.all([rm(`${this.file}.part`, { force: true }), rm(sidecarPath(this.file), { force: true })]);
  }
}

/** By what a file is known to be whole: the publisher's digest, the one its server stated, or its length alone. */
export type CheckedBy = 'published' | 'stated' | 'length';

/** Whether the finished file is here already, and is what it was: its digest is taken again. Null when it is not. @throws Failure `io`, the signal's reason */
export async function checkFinished(folder: string, remote: RemoteFile, options: PartOptions): Promise<CheckedBy | null> {
  const file = path.join(folder, remote.name);
  return onDisk(file, async () => {
    if (await sizeOf(file) !== remote.nBytes) return null;
    const sidecar = await readSidecar(file, remote);
    const expected = remote.digest ?? sidecar?.sha256 ?? null;
    if (expected === null) return null;
    const hash = newHash(remote);
    await hashPrefix(file, remote.nBytes, hash, options);
    if (hash.digest(expected.algorithm)?.hex !== expected.hex) return null;
    if (remote.digest !== null) return 'published';
    return sidecar?.stated === null ? 'length' : 'stated';
  });
}

/** Bytes of a file that need not be fetched again: all, those of a part that can be taken up, or none. Nothing is read but sizes and the sidecar. */
export async function nBytesHere(folder: string, remote: RemoteFile): Promise<number> {
  const file = path.join(folder, remote.name);
  if (await sizeOf(file) === remote.nBytes) return remote.nBytes;
  return nResumable(await sizeOf(`${file}.part`), await readSidecar(file, remote));
}

const nResumable = (partSize: number, sidecar: Sidecar | null): number => (sidecar === null ? 0 : Math.max(0, Math.min(partSize, sidecar.nBytesSynced)));

const blank = ({ url, nBytes, digest }: RemoteFile): Sidecar => ({ url, nBytes, digest, etag: null, stated: null, nBytesSynced: 0, sha256: null });

/** Without a published digest: the one that the sidecar keeps, and the one that servers state. */
const newHash = ({ digest, nBytes }: RemoteFile): FileHash => new FileHash(digest === null ? ['sha256', 'md5'] : [digest.algorithm], nBytes);

/** -1 where there is no file. */
const sizeOf = (file: string): Promise<number> => stat(file).then(({ size }) => size, () => -1);

async function hashPrefix(file: string, nBytes: number, hash: FileHash, { signal, onHashed }: PartOptions): Promise<void> {
  if (nBytes === 0) return;
  let nDone = 0;
  for await (const chunk of createReadStream(file, { end: nBytes - 1, highWaterMark: 1 << 20 })) {
    signal.throwIfAborted();
    hash.update(chunk as Uint8Array);
    onHashed(nDone += (chunk as Uint8Array).length);
  }
}

async function onDisk<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Failure || !(error instanceof Error && 'syscall' in error)) throw error;
    throw notWritten(`What has arrived of ${path.basename(file)} is kept, but the rest`, file, error);
  }
}
