import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkBook, navigationOf } from './check-book.mjs';
import { makeBook } from './make-book.mjs';
import { readPage, slugOf } from './read-page.mjs';

const BOOK: Readonly<Record<string, string>> = {
  'index.md': '# The book\n\nSee [maps](maps.md#how-far-to-trust-it)\nand [words](words.md).\n',
  'maps.md': '# Maps\n\nBack to the [first page](index.md).\n\n## How far to trust it\n\n![A map](../assets/map.png)\n',
  'words.md': '# Words\n\n| a | b |\n| --- | --- |\n| 1 | [here](#words) |\n',
};
const pagesOf = (book: Readonly<Record<string, string>>) => Object.entries(book).map(([name, text]) => readPage(name, text));
const faultsOf = (book: Readonly<Record<string, string>>): string[] =>
  checkBook(pagesOf(book), 'index.md', (href) => href === '../assets/map.png').map(({ page, line, what }) => `${page}:${line}: ${what}`);

describe('the check of the book', () => {
  it('finds nothing where all is well', () => {
    expect(faultsOf(BOOK)).toEqual([]);
  });

  it.each([
    ['a dead link', 'index.md', 'and [words](words.md)', 'and [words](words.md)\n\n- one\n- [two](wrods.md)', 'index.md:7: “wrods.md” leads to a page that is not there'],
    ['a dead anchor', 'index.md', '#how-far-to-trust-it', '#how-far', 'index.md:3: “maps.md#how-far”: maps.md has no heading with this anchor'],
    ['a dead anchor of the page itself, in a table', 'words.md', '#words', '#letters', 'words.md:5: “#letters”: words.md has no heading with this anchor'],
    ['a missing picture', 'maps.md', 'map.png', 'mapp.png', 'maps.md:7: the picture “../assets/mapp.png” is not there'],
    ['a picture without words', 'maps.md', '![A map]', '![]', 'maps.md:7: the picture “../assets/map.png” has no words for those who do not see it'],
    ['a page that no page links to', 'index.md', 'and [words](words.md).', '', 'words.md:1: no page links to this one'],
    ['a link out of the book', 'words.md', '#words', 'https://example.org/', 'words.md:5: “https://example.org/” leads out of the book; name the source in words'],
    ['a link to what is no page', 'words.md', '#words', '../README.md', 'words.md:5: “../README.md” leads to a page that is not there'],
    ['markup', 'maps.md', 'Back to', '<b>Back</b> to', 'maps.md:3: the book takes Markdown only, no HTML'],
    ['a page without a title', 'words.md', '# Words', 'Words', 'words.md:1: the page has no heading “# …”'],
  ])('finds %s', (_what, name, from, to, fault) => {
    const text = BOOK[name] ?? '';
    expect(text).toContain(from);
    expect(faultsOf({ ...BOOK, [name]: text.replace(from, to) })).toContain(fault);
  });

  it('a page’s link to itself does not count', () => {
    expect(faultsOf({ ...BOOK, 'alone.md': '# Alone\n\n[me](alone.md)\n' })).toEqual(['alone.md:1: no page links to this one']);
  });

  it('orders the pages as they are linked to', () => {
    expect(
      navigationOf(
        pagesOf({ 'words.md': BOOK['words.md'] ?? '', 'maps.md': BOOK['maps.md'] ?? '', 'index.md': BOOK['index.md'] ?? '' }),
        'index.md',
      ).map(({ title }) => title),
    ).toEqual(['The book', 'Maps', 'Words']);
  });

  it('makes anchors as GitHub does, and each once', () => {
    expect(slugOf('The textbook’s claims: a & b')).toBe('the-textbooks-claims-a--b');
    expect([...readPage('a.md', '# A\n\n## `Same` *thing*\n\n## Same thing\n').anchors.values()]).toEqual(['a', 'same-thing', 'same-thing-1']);
  });
});

describe('the book itself', () => {
  const files = makeBook(path.resolve(import.meta.dirname, '../..'));
  const pages = files.filter(({ name }) => name.endsWith('.html')).map(({ source }) => String(source));

  it('is whole, has no script and asks for nothing outside', () => {
    expect(pages.length).toBeGreaterThan(10);
    for (const page of pages) {
      expect(page).not.toMatch(/<script|<style|\son\w+=|javascript:|https?:/i);
      for (const [, address = ''] of page.matchAll(/(?:href|src)="([^"#]*)(?:#[^"]*)?"/g)) if (address !== '') expect(files.map(({ name }) => name)).toContain(address);
    }
  });
});
