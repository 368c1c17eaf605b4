import { describe, expect, it } from 'vitest';
import { safeFileName } from './safe-file-name';

describe('safeFileName', () => {
  it.each([['bank in MiniLM L6, layer 6', 'bank-in-MiniLM-L6-layer-6.png'], ['../../etc/passwd', 'etc-passwd.png'], ['', 'contexture.png'], ['a.png', 'a.png'], ['..', 'contexture.png'], ['größe\u0000x', 'größe-x.png']])('makes %j into %s', (suggested, name) => {
    expect(safeFileName(suggested, 'png')).toBe(name);
  });

  it('has the extension that the file gets, once', () => {
    expect(safeFileName('bank-selection.CSV', 'csv')).toBe('bank-selection.CSV');
    expect(safeFileName('bank.png', 'csv')).toBe('bank.png.csv');
  });
});
