import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { aliasesIn } from './tools/aliases.mjs';

export default defineConfig({
  plugins: [svelte()],
  resolve: { alias: aliasesIn(import.meta.dirname) },
  test: { include: ['src-main/**/*.test.ts', 'src-renderer/**/*.test.ts', 'tools/**/*.test.ts'], testTimeout: 60_000, pool: 'forks' },
});
