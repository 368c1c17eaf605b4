import { describe, expect, it } from 'vitest';
import { BOOK_START, isBookPage } from './book-address';

describe('an address of the book', () => {
  it.each([BOOK_START, 'contexture://app/book/claims.html#a', 'contexture://app/book/a/../cloud.html'])('%s', (address) => {
    expect(isBookPage(address)).toBe(true);
  });

  it.each([
    'contexture://app/index.html', 'contexture://app/book', 'contexture://app/book/../index.html', 'contexture://app/book/%2e%2e/index.html', 'contexture://app/books/index.html', 'contexture://other/book/index.html',
    'contexture://me@app/book/index.html', 'contexture://app.example.org/book/', 'https://app/book/index.html', 'file:///book/index.html', 'javascript:1', '',
  ])('is not %s', (address) => {
    expect(isBookPage(address)).toBe(false);
  });
});
