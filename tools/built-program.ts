// For tests of what only whole processes show: entries built into an installation of their own, which finds the packages, models and assets of this one.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { aliasesIn } from './aliases.mjs';

export interface BuiltProgram {
  /** `out/main/NAME.js` of an entry. */
  readonly entry: (name: string) => string;
  readonly remove: () => void;
}

/** @param entries by name, relative to `src-main` */
export async function buildProgram(entries: Readonly<Record<string, string>>): Promise<BuiltProgram> {
  const cache = path.resolve('node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const home = mkdtempSync(path.join(cache, 'program-'));
  writeFileSync(path.join(home, 'package.json'), '{ "type": "module" }');
  for (const folder of ['models', 'assets']) symlinkSync(path.resolve(folder), path.join(home, folder), 'dir');
  await build({
    configFile: false, logLevel: 'warn', publicDir: false,
    resolve: { alias: aliasesIn(process.cwd()) },
    build: {
      ssr: true, target: 'node20', outDir: path.join(home, 'out/main'), emptyOutDir: false, minify: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, path.resolve('src-main', file)])),
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  });
  return { entry: (name) => path.join(home, 'out/main', `${name}.js`), remove: () => { rmSync(home, { recursive: true, force: true }); } };
}

/** Resolves when `isSo` is, and rejects when that takes longer than anything here can. */
export async function until(isSo: () => boolean, what: string): Promise<void> {
  for (let n = 0; n < 600; n++) {
    if (isSo()) return;
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  throw new Error(`it did not come to that: ${what}`);
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
