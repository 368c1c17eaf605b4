// `npm run book`: writes the pages of the bundled lessons to docs/, and docs/ as a small static site to out/book, the same that the app carries and opens from its
// About dialog.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { lessonPages } from './book/lesson-pages.mjs';
import { BookError, makeBook } from './book/make-book.mjs';
import { inRoot, main, root, say, SetupError } from './setup/project.mjs';

await main(() => {
  for (const { name, text } of lessonPages(root)) writeFileSync(inRoot('docs', name), text);
  const files = bookFiles();
  rmSync(inRoot('out/book'), { recursive: true, force: true });
  for (const { name, source } of files) {
    const file = inRoot('out/book', name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, source);
  }
  say(`out/book: ${files.filter(({ name }) => name.endsWith('.html')).length} pages; begin with out/book/index.html`);
});

function bookFiles() {
  try {
    return makeBook(root);
  } catch (error) {
    if (error instanceof BookError) throw new SetupError(error.message);
    throw error;
  }
}
