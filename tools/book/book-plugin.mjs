// The book in the build of the page, under book/: so the app's own scheme serves it and packages carry it.
import path from 'node:path';
import { makeBook } from './make-book.mjs';

const MEDIA_TYPES = { '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.png': 'image/png' };

/** @param {string} root of the repository; asked for, since a configuration with this file in it is bundled to another place @returns {import('vite').Plugin} */
export const bookPlugin = (root) => ({
  name: 'book',
  // Made anew at every request while the app is developed: a page can be written with the book open.
  configureServer(server) {
    server.middlewares.use('/book/', (request, response, next) => {
      const name = (request.url ?? '').slice(1).split('?')[0];
      const file = makeBook(root).find((one) => one.name === name);
      if (file === undefined) next();
      else response.setHeader('content-type', MEDIA_TYPES[path.extname(name)]).end(file.source);
    });
  },
  generateBundle() {
    for (const { name, source } of makeBook(root)) this.emitFile({ type: 'asset', fileName: `book/${name}`, source });
  },
});
