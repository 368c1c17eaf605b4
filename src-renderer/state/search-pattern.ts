export type SearchPattern =
  | { readonly kind: 'none' }
  | { readonly kind: 'match'; readonly test: (text: string) => boolean }
  | { readonly kind: 'broken'; readonly message: string };

/** Plain text is looked for whatever its case; `/…/` is a regular expression, case-insensitive unless it has flags of its own. */
export function parseSearch(query: string): SearchPattern {
  if (query.trim() === '') return { kind: 'none' };
  if (!query.startsWith('/') || query.length === 1) {
    const wanted = query.trim().toLocaleLowerCase('en');
    return { kind: 'match', test: (text) => text.toLocaleLowerCase('en').includes(wanted) };
  }
  const [, source = '', flags = ''] = /^\/(.*?)(?:\/([a-z]*))?$/su.exec(query) ?? [];
  if (source === '') return { kind: 'none' };
  try {
    // A sticky or global expression would remember where it stopped from one row to the next.
    const expression = new RegExp(source, [...new Set(`${flags === '' ? 'i' : flags}u`.replace(/[gy]/gu, ''))].join(''));
    return { kind: 'match', test: (text) => expression.test(text) };
  } catch {
    return { kind: 'broken', message: 'This regular expression is not complete.' };
  }
}
