import { randomUUID } from 'node:crypto';
import { Failure } from '@contract/failure';

const nMost = 100;

/** Paths that a person chose, one or several under a handle: the page names handles, never paths. The oldest are forgotten. */
export class ChosenPaths {
  private readonly paths = new Map<string, readonly string[]>();

  add(...chosen: readonly string[]): string {
    // The same folder chosen twice is one thing.
    const known = [...this.paths].find(([, others]) => others.length === chosen.length && others.every((path, i) => path === chosen[i]))?.[0];
    if (known !== undefined) return known;
    const handle = randomUUID();
    this.paths.set(handle, chosen);
    for (const oldest of [...this.paths.keys()].slice(0, -nMost)) this.paths.delete(oldest);
    return handle;
  }

  /** @throws Failure `bad-request` for a handle that was not given out here. */
  pathsOf(handle: string): readonly string[] {
    const paths = this.paths.get(handle);
    if (paths === undefined) throw new Failure('bad-request', 'The message was refused: this was not chosen by a person.');
    return paths;
  }

  /** The first of {@link pathsOf}. */
  pathOf(handle: string): string {
    return this.pathsOf(handle)[0] ?? '';
  }
}
