// For tests of what a disk refuses: a file system of its own, in memory, that can be filled up or made read-only. Only the superuser of a Linux may mount one.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const FILLER = '.filler';

export class SmallDisk {
  private constructor(readonly folder: string) {}

  /** @returns null where nothing may be mounted */
  static mount(nMegabytes: number): SmallDisk | null {
    if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
    const folder = mkdtempSync(path.join(tmpdir(), 'contexture-disk-'));
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${nMegabytes}m`, 'tmpfs', folder]).status === 0) return new SmallDisk(folder);
    rmSync(folder, { recursive: true });
    return null;
  }

  /** Takes all room but so many bytes, to the page. */
  fill(nBytesLeft = 0): void {
    this.empty();
    const { bavail, bsize } = statfsSync(this.folder);
    const nBytes = Math.max(0, bavail * bsize - nBytesLeft);
    const file = openSync(path.join(this.folder, FILLER), 'w');
    const zeros = Buffer.alloc(bsize);
    for (let nWritten = 0; nWritten < nBytes; nWritten += bsize) writeSync(file, zeros);
    closeSync(file);
  }

  /** Gives the room back. */
  empty(): void {
    rmSync(path.join(this.folder, FILLER), { force: true });
  }

  setReadOnly(isReadOnly: boolean): void {
    const { status, stderr } = spawnSync('mount', ['-o', `remount,${isReadOnly ? 'ro' : 'rw'}`, this.folder]);
    if (status !== 0) throw new Error(`the disk could not be remounted: ${stderr.toString()}`);
  }

  /** Every file and folder, below the root. */
  names(): string[] {
    return readdirSync(this.folder, { recursive: true, encoding: 'utf8' }).filter((name) => name !== FILLER).sort();
  }

  remove(): void {
    spawnSync('umount', ['-l', this.folder]);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
