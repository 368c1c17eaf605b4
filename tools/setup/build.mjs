import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { inRoot, readOr, run, say, stampOf } from './project.mjs';

const stampFile = inRoot('out/.stamp');

/** Builds main, preload, renderer and CLI where a source has changed since the last build. */
export function ensureBuilt() {
  const stamp = stampOf(['src-main', 'src-renderer', 'electron.config.ts', 'tsconfig.base.json', 'tools/aliases.mjs', 'tools/book', 'docs', 'package-lock.json'].map((name) => inRoot(name)));
  if (readOr(stampFile, '') === stamp && existsSync(inRoot('out/main/main.js'))) return;
  say('building');
  run(process.execPath, [inRoot('node_modules/electron-vite/bin/electron-vite.js'), 'build', '-c', 'electron.config.ts', '--logLevel', 'warn']);
  writeFileSync(stampFile, stamp);
}

/** The next `ensureBuilt` builds, whatever has changed. */
export const forgetBuild = () => rmSync(stampFile, { force: true });
