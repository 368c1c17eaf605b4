import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { aliasesIn } from './tools/aliases.mjs';

const root = import.meta.dirname;
const FOLDERS = ['src-main', 'src-renderer', 'tools'];
/** Tests that put something else in the place of a module, of the clock or of a global need modules of their own; all others share them, which halves the time. */
const ALONE = /\bvi\.(?:mock|doMock|resetModules|stubGlobal|useFakeTimers)\(/u;
const tests = FOLDERS.flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => path.posix.join(folder, file)),
);
const alone = tests.filter((file) => ALONE.test(readFileSync(path.join(root, file), 'utf8')));
const options = { testTimeout: 60_000, pool: 'forks' } as const;

export default defineConfig({
  plugins: [svelte()],
  resolve: { alias: aliasesIn(root) },
  test: {
    projects: [
      { extends: true, test: { ...options, name: 'together', include: FOLDERS.map((folder) => `${folder}/**/*.test.ts`), exclude: alone, isolate: false } },
      { extends: true, test: { ...options, name: 'alone', include: alone } },
    ],
  },
});
