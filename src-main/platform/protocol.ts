import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { protocol } from 'electron';
import { isBookPath } from './addresses/book-address';
import { BOOK_POLICY, CONTENT_POLICY } from './content-policy';

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2', '.svg': 'image/svg+xml', '.png': 'image/png',
};

/** Must be called before Electron is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'contexture', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
}

/** Serves the built renderer: exactly the files that are there at start, and nothing else. */
export async function serveRenderer(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const allowed = new Map(entries.filter((entry) => entry.isFile()).map((entry) => {
    const file = path.join(entry.parentPath, entry.name);
    return [`/${path.relative(folder, file).split(path.sep).join('/')}`, file];
  }));
  protocol.handle('contexture', async (request) => {
    const url = new URL(request.url);
    const file = url.host === 'app' ? allowed.get(url.pathname === '/' ? '/index.html' : url.pathname) : undefined;
    const type = file === undefined ? undefined : mediaTypes[path.extname(file)];
    if (file === undefined || type === undefined || request.method !== 'GET') return new Response('Not found', { status: 404 });
    return new Response(new Uint8Array(await readFile(file)), {
      headers: { 'content-type': type, 'content-security-policy': isBookPath(url.pathname) ? BOOK_POLICY : CONTENT_POLICY, 'x-content-type-options': 'nosniff' },
    });
  });
}
