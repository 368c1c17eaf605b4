/**
 * What the page and its workers may do: no inline script, no foreign host, no frames. Style attributes are allowed because Svelte sets sizes
 * and colours through them. `'wasm-unsafe-eval'` lets WebAssembly be compiled, and nothing else: the kernels of maps and searches are WebAssembly
 * out of our own script; text still cannot become script. A worker takes its policy from its own response, so it gets the same one.
 */
export const CONTENT_POLICY = [
  "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "worker-src 'self'", "style-src 'self'", "style-src-attr 'unsafe-inline'", "font-src 'self'",
  "img-src 'self' blob: data:", "connect-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
  // Text becomes markup through Svelte's own templates only, and script through nothing: the worker's address is the one that its policy lets pass.
  "require-trusted-types-for 'script'", 'trusted-types svelte-trusted-html contexture-worker',
].join('; ');

/** The book's pages: their style sheet and pictures, nothing else. */
export const BOOK_POLICY = ["default-src 'none'", "style-src 'self'", "img-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'"].join('; ');
