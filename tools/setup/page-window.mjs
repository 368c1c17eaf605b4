// A page of its own in a window of the app's runtime, without the app: for benchmarks and tests of what needs a real browser.
import { createServer } from 'node:http';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron } from '@playwright/test';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build } from 'vite';
import { aliasesIn } from '../aliases.mjs';
import { electronExecutable } from './electron-runtime.mjs';
import { inRoot, root } from './project.mjs';

const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2' };

/**
 * Bundles the page in `folder`, serves it on this machine only and opens it.
 * @param {string} folder relative to the root, with an index.html
 * @param {readonly string[]} switches of Chromium
 * @param {{ width: number, height: number }} size of the page, px
 * @returns {Promise<{ page: import('@playwright/test').Page, close: () => Promise<void> }>}
 */
export async function openPage(folder, switches = [], size = { width: 1180, height: 900 }) {
  const outDir = inRoot('out/pages', folder);
  await build({
    root: inRoot(folder), base: './', configFile: false, logLevel: 'warn', publicDir: false, plugins: [svelte({ configFile: inRoot('svelte.config.js') })],
    resolve: { alias: aliasesIn(root) }, worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, target: 'chrome130', chunkSizeWarningLimit: 4000, rolldownOptions: { checks: { bundlerTimings: false } } },
  });
  const server = await serve(outDir);
  const work = mkdtempSync(path.join(tmpdir(), 'contexture-page-'));
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = await _electron.launch({
    executablePath: electronExecutable(), chromiumSandbox: asRoot.length === 0, env: { ...process.env },
    args: [...switches, ...asRoot, windowApp(work, `http://127.0.0.1:${server.address().port}/`, size), `--user-data-dir=${path.join(work, 'profile')}`],
  });
  const close = async () => {
    await app.close();
    server.close();
    rmSync(work, { recursive: true, force: true });
  };
  return { page: await app.firstWindow(), close };
}

/** Modules do not load from files. */
function serve(dir) {
  const server = createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://page').pathname;
    try {
      const bytes = readFileSync(path.join(dir, name === '/' ? 'index.html' : path.normalize(name)));
      response.writeHead(200, { 'content-type': types[path.extname(name) || '.html'] ?? 'application/octet-stream' }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((resolve) => { server.listen(0, '127.0.0.1', () => resolve(server)); });
}

function windowApp(work, url, { width, height }) {
  const dir = path.join(work, 'window');
  mkdirSync(dir);
  writeFileSync(path.join(dir, 'package.json'), JSON.stringify({ name: 'page', main: 'main.js', type: 'module' }));
  writeFileSync(path.join(dir, 'main.js'), `import { app, BrowserWindow, session } from 'electron';
// Chromium looks for dictionaries by itself.
app.whenReady().then(() => { session.defaultSession.setSpellCheckerDictionaryDownloadURL('http://127.0.0.1:9/'); session.defaultSession.setSpellCheckerLanguages([]); new BrowserWindow({ width: ${width}, height: ${height}, webPreferences: { backgroundThrottling: false } }).loadURL(${JSON.stringify(url)}); });`);
  return dir;
}
