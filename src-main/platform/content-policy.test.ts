import { describe, expect, it } from 'vitest';
import { BOOK_POLICY, CONTENT_POLICY } from './content-policy';

const sourcesOf = (directive: string): string[] => CONTENT_POLICY.split('; ').find((part) => part.startsWith(`${directive} `))?.split(' ').slice(1) ?? [];

describe('content policy', () => {
  it('is the shipped one, whatever npm run dev adds to it for itself', () => {
    expect(CONTENT_POLICY).toBe("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; font-src 'self'; img-src 'self' blob: data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types svelte-trusted-html contexture-worker");
  });

  it('lets scripts come from the app itself and WebAssembly be compiled, but no text become script', () => {
    expect(sourcesOf('script-src')).toEqual(["'self'", "'wasm-unsafe-eval'"]);
    expect(sourcesOf('worker-src')).toEqual(["'self'"]);
    expect(CONTENT_POLICY).not.toMatch(/'unsafe-eval'|https?:|\*/);
  });

  it('lets text become markup through Svelte’s templates only', () => {
    expect(sourcesOf('require-trusted-types-for')).toEqual(["'script'"]);
    expect(sourcesOf('trusted-types')).toEqual(['svelte-trusted-html', 'contexture-worker']);
  });

  it('refuses what it does not name', () => {
    expect(sourcesOf('default-src')).toEqual(["'none'"]);
    expect(sourcesOf('frame-ancestors')).toEqual(["'none'"]);
  });
});

describe('the policy of the book', () => {
  it('lets nothing in but its own style sheet and pictures', () => {
    expect(BOOK_POLICY).toBe("default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'");
  });
});
