import { randomUUID } from 'node:crypto';
import { Failure } from '@contract/failure';

const nMost = 100;

/** Paths that a person chose, each under a handle: the page names handles, never paths. The oldest are forgotten. */
export class ChosenPaths {
  private readonly paths = new Map<string, string>();

  add(path: string): string {
    // The same folder chosen twice is one thing.
    const known = [...this.paths].find(([, other]) => other === path)?.[0];
    if (known !== undefined) return known;
    const handle = randomUUID();
    this.paths.set(handle, path);
    for (const oldest of [...this.paths.keys()].slice(0, -nMost)) this.paths.delete(oldest);
    return handle;
  }

  /** @throws Failure `bad-request` for a handle that was not given out here. */
  pathOf(handle: string): string {
    const path = this.paths.get(handle);
    if (path === undefined) throw new Failure('bad-request', 'The message was refused: this was not chosen by a person.');
    return path;
  }
}
