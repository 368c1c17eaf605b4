import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';
import { aliasesIn } from './tools/aliases.mjs';
import { bookPlugin } from './tools/book/book-plugin.mjs';

const root = import.meta.dirname;
const alias = aliasesIn(root);

// The floor is the runtime the tests run on (Electron 33.2.1), not the newest that package.json names.
const nodeTarget = 'node20.18';
const chromeTarget = 'chrome130';

// This machine only.
const server = { host: '127.0.0.1', port: 5173 };

export default defineConfig(({ command }) => {
  // `npm run dev`; all builds else are what is shipped.
  const isDevelopment = command === 'serve';
  const sourcemap = isDevelopment ? 'inline' : false;
  return {
    main: {
      resolve: { alias },
      define: { IS_DEVELOPMENT: JSON.stringify(isDevelopment) },
      build: {
        sourcemap,
        outDir: resolve(root, 'out/main'),
        target: nodeTarget,
        // A package carries the two native libraries as they are; all else is in the build.
        externalizeDeps: false,
        rolldownOptions: {
          input: {
            main: resolve(root, 'src-main/main.ts'),
            // Own entries: the inference process runs beside the main one, the CLI in plain Node.
            inference: resolve(root, 'src-main/inference/process/process.ts'),
            importer: resolve(root, 'src-main/importing/process.ts'),
            'source-reader': resolve(root, 'src-main/corpora/source-reader.ts'),
            cli: resolve(root, 'src-main/cli/main.ts'),
            'projection-worker': resolve(root, 'src-main/cli/projection-worker.ts'),
          },
          external: ['onnxruntime-node', 'tokenizers', 'electron'],
        },
      },
    },
    preload: {
      build: {
        sourcemap,
        outDir: resolve(root, 'out/preload'),
        target: nodeTarget,
        rolldownOptions: {
          input: { preload: resolve(root, 'src-main/preload/preload.ts') },
          // A sandboxed preload must be one CommonJS file.
          output: { format: 'cjs', entryFileNames: '[name].cjs' },
        },
      },
      resolve: { alias },
    },
    renderer: {
      root: resolve(root, 'src-renderer'),
      resolve: { alias },
      plugins: [svelte(), bookPlugin(root)],
      // The worker's packages too are known before the page starts; found later, they would make Vite reload it.
      optimizeDeps: { entries: ['index.html', 'projection/worker.ts'] },
      // The page is under contexture://app: Vite's client has to be told where its socket is.
      server: { ...server, strictPort: true, hmr: { protocol: 'ws', host: server.host, clientPort: server.port } },
      build: {
        outDir: resolve(root, 'out/renderer'),
        emptyOutDir: true,
        // The content policy lets no data: fonts in.
        assetsInlineLimit: 0,
        target: chromeTarget,
        // Less to read at the start of every window. Names stay: they are what a report of an error goes by.
        rolldownOptions: {
          input: resolve(root, 'src-renderer/index.html'),
          output: { minify: { mangle: false, compress: true, codegen: { removeWhitespace: true } } },
          checks: { bundlerTimings: false },
        },
      },
      worker: { format: 'es' },
    },
  };
});
