import { CONTENT_POLICY } from '../content-policy';

/**
 * The page's policy under `npm run dev`: the shipped one, and what Vite's client needs. It puts styles into the page as elements, hears of changes
 * by a WebSocket, and runs a changed module again, which makes its Trusted Types policy again.
 * @param webSocket address of Vite's socket, `ws://HOST:PORT`
 */
export function developmentPolicy(webSocket: string): string {
  const additions: readonly (readonly [directive: string, source: string])[] = [
    ['style-src', "'unsafe-inline'"], ['connect-src', webSocket], ['trusted-types', "'allow-duplicates'"],
  ];
  return additions.reduce((policy, [directive, source]) => withSource(policy, directive, source), CONTENT_POLICY);
}

/** @throws Error where the policy does not name the directive: it would be an addition to nothing */
export function withSource(policy: string, directive: string, source: string): string {
  const parts = policy.split('; ');
  const at = parts.findIndex((part) => part.startsWith(`${directive} `));
  if (at < 0) throw new Error(`The content policy has no ${directive}.`);
  return parts.map((part, i) => (i === at ? `${part} ${source}` : part)).join('; ');
}
