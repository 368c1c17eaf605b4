// Bundles a TypeScript entry of the benchmarks, so that what is measured runs in a process that never held the bundler.
import { basename, join } from 'node:path';
import { build } from 'vite';
import { inRoot, root } from '../setup/project.mjs';

const alias = { '@contract': inRoot('src-main/contract'), '@rpc': inRoot('src-main/rpc'), '@semantics': inRoot('src-main/semantics'), '@projection': inRoot('src-renderer/projection') };

/** @returns the path of a module that plain Node runs */
export async function bundle(entry) {
  const name = `${basename(entry, '.ts')}.mjs`;
  const outDir = inRoot('out/bench/bundles', basename(entry, '.ts'));
  await build({
    root, configFile: false, logLevel: 'warn', publicDir: false, resolve: { alias },
    build: { ssr: inRoot(entry), target: 'node20', outDir, emptyOutDir: true, minify: false, rollupOptions: { output: { entryFileNames: name, format: 'es' } } },
  });
  return join(outDir, name);
}
