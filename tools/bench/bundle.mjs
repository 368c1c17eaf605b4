// Bundles a TypeScript entry of the benchmarks, so that what is measured runs in a process that never held the bundler.
import { basename, join } from 'node:path';
import { build } from 'vite';
import { aliasesIn } from '../aliases.mjs';
import { inRoot, root } from '../setup/project.mjs';

/** @returns the path of a module that plain Node runs */
export async function bundle(entry) {
  const name = `${basename(entry, '.ts')}.mjs`;
  const outDir = inRoot('out/bench/bundles', basename(entry, '.ts'));
  await build({
    root, configFile: false, logLevel: 'warn', publicDir: false, resolve: { alias: aliasesIn(root) },
    build: { ssr: inRoot(entry), target: 'node20', outDir, emptyOutDir: true, minify: false, rollupOptions: { output: { entryFileNames: name, format: 'es' } } },
  });
  return join(outDir, name);
}
