// Markdown → the files of the book. What is wrong with the pages is found before anything is written.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { checkBook, navigationOf, pathOf } from './check-book.mjs';
import { readPage } from './read-page.mjs';
import { htmlOf } from './template.mjs';

/** The pages cannot be made into a book; the message has a line `FILE:LINE: what is wrong` for each thing. */
export class BookError extends Error {}

const DOCS = 'docs';
const FIRST = 'index.md';

/**
 * @param {string} root of the repository
 * @returns {{ name: string, source: string | Uint8Array }[]} paths relative to the book's folder, and what they hold
 */
export function makeBook(root) {
  const names = readdirSync(path.join(root, DOCS)).filter((name) => name.endsWith('.md')).sort();
  const pages = names.map((name) => readPage(name, readFileSync(path.join(root, DOCS, name), 'utf8')));
  const pictures = new Map(pages.flatMap((page) => page.pictures).map(({ href }) => [href, path.join(root, DOCS, pathOf(href))]));
  const wrong = checkBook(pages, FIRST, (href) => isFile(pictures.get(href)));
  if (wrong.length > 0) throw new BookError(['the book has mistakes', ...wrong.map(({ page, line, what }) => `${DOCS}/${page}:${line}: ${what}`)].join('\n'));
  const navigation = navigationOf(pages, FIRST);
  return [
    ...navigation.map((page) => ({ name: page.name.replace(/\.md$/, '.html'), source: htmlOf(page, navigation) })),
    { name: 'book.css', source: readFileSync(path.join(root, 'tools/book/book.css'), 'utf8') },
    ...[...new Set(pictures.values())].map((file) => ({ name: `pictures/${path.basename(file)}`, source: readFileSync(file) })),
  ];
}

function isFile(file) {
  try {
    readFileSync(file);
    return true;
  } catch {
    return false;
  }
}
