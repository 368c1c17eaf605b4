// Runs a TypeScript tool of this repository: node tools/run-ts.mjs tools/NAME.ts [arguments].
// The entry is bundled with our aliases; packages stay where they are.
import { mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { aliasesIn } from './aliases.mjs';

const root = resolve(import.meta.dirname, '..');
const [entry, ...rest] = process.argv.slice(2);
if (entry === undefined) {
  process.stderr.write('usage: node tools/run-ts.mjs tools/NAME.ts [arguments]\n');
  process.exit(2);
}

const cache = join(root, 'node_modules/.cache');
mkdirSync(cache, { recursive: true });
// Inside node_modules, so that the bundle finds the packages it leaves out.
const outDir = mkdtempSync(join(cache, 'run-ts-'));
process.on('exit', () => rmSync(outDir, { recursive: true, force: true }));

const name = `${basename(entry, '.ts')}.mjs`;
await build({
  root, configFile: false, logLevel: 'warn', publicDir: false, resolve: { alias: aliasesIn(root) },
  build: {
    ssr: resolve(entry), target: 'node20', outDir, emptyOutDir: false, minify: false,
    rollupOptions: { output: { entryFileNames: name, format: 'es' } },
  },
});
process.argv = [process.argv[0], entry, ...rest];
await import(pathToFileURL(join(outDir, name)).href);
