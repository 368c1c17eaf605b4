import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const root = import.meta.dirname;

export default defineConfig({
  plugins: [svelte()],
  resolve: {
    alias: {
      '@contract': resolve(root, 'src-main/contract'),
      '@rpc': resolve(root, 'src-main/rpc'),
      '@semantics': resolve(root, 'src-main/semantics'),
      '@projection': resolve(root, 'src-renderer/projection'),
    },
  },
  test: { include: ['src-main/**/*.test.ts', 'src-renderer/**/*.test.ts', 'tools/**/*.test.ts'], testTimeout: 60_000, pool: 'forks' },
});
