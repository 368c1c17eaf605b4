// For tests: a folder of source files, and what reading one of them is refused with.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '@contract/failure';
import { readSourceFile } from './formats/read-source';

export interface SourceFolder {
  readonly folder: string;
  /** @returns the path */
  readonly save: (name: string, content: string | Uint8Array) => string;
  /** "code: message" of the failure that a file is refused with. @throws Error where it is not refused by a Failure of one line */
  readonly failureOf: (path: string) => Promise<string>;
  readonly remove: () => void;
}

export function sourceFolder(): SourceFolder {
  const folder = mkdtempSync(join(tmpdir(), 'contexture-sources-'));
  return {
    folder,
    save(name, content) {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
    async failureOf(path) {
      const error = await readSourceFile(path).then(() => null, (thrown: unknown) => thrown);
      if (!(error instanceof Failure)) throw new Error(`${path} was not refused by a Failure but gave ${String(error)}`);
      if (error.message.includes('\n')) throw new Error(`the message has several lines: ${error.message}`);
      return `${error.code}: ${error.message}`;
    },
    remove: () => { rmSync(folder, { recursive: true, force: true }); },
  };
}
