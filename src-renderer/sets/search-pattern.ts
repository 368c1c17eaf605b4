import { RE2JS, RE2JSException } from 're2js';

export type SearchPattern =
  | { readonly kind: 'none' }
  | { readonly kind: 'match'; readonly test: (text: string) => boolean }
  | { readonly kind: 'broken'; readonly message: string };

/** Plain text is looked for whatever its case; `/…/` is a regular expression, case-insensitive unless it has flags of its own. Its engine
 * takes time in proportion to the text, whatever the expression (RE2): the built-in one can take for ever. */
export function parseSearch(query: string): SearchPattern {
  if (query.trim() === '') return { kind: 'none' };
  if (!query.startsWith('/') || query.length === 1) {
    const wanted = query.trim().toLocaleLowerCase('en');
    return { kind: 'match', test: (text) => text.toLocaleLowerCase('en').includes(wanted) };
  }
  const compiled = compilePattern(query, 'i');
  if (compiled === null) return { kind: 'none' };
  return compiled.kind === 'broken' ? compiled : { kind: 'match', test: (text) => compiled.expression.test(text) };
}

export type CompiledPattern = { readonly kind: 'compiled'; readonly expression: RE2JS } | { readonly kind: 'broken'; readonly message: string };

/**
 * A query that begins with `/` as an expression; null: nothing stands behind it.
 * @param usual the flags where it has none of its own
 */
export function compilePattern(query: string, usual: 'i' | ''): CompiledPattern | null {
  const [, source = '', flags = ''] = /^\/(.*?)(?:\/([a-z]*))?$/su.exec(query) ?? [];
  if (source === '') return null;
  try {
    return { kind: 'compiled', expression: RE2JS.compile(RE2JS.translateRegExp(source), flagsOf(flags === '' ? usual : flags)) };
  } catch (error) {
    return { kind: 'broken', message: problemOf(source, error) };
  }
}

/** Of the flags that JavaScript knows, those that change what is found; the others (g, y, u, v, d) do not. */
function flagsOf(given: string): number {
  return (given.includes('i') ? RE2JS.CASE_INSENSITIVE : 0) | (given.includes('s') ? RE2JS.DOTALL : 0) | (given.includes('m') ? RE2JS.MULTILINE : 0);
}

function problemOf(source: string, error: unknown): string {
  if (/\(\?<?[=!]/u.test(source)) return 'Looking ahead or behind is not possible here.';
  if (/\\[1-9]|\\k</u.test(source)) return 'Repeating an earlier group is not possible here.';
  if (error instanceof RE2JSException && /repetition|repeat/iu.test(error.message)) return 'A repetition in this expression is not valid, or too large.';
  return 'This regular expression is not complete.';
}
