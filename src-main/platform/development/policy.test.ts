import { describe, expect, it } from 'vitest';
import { CONTENT_POLICY } from '../content-policy';
import { developmentPolicy, withSource } from './policy';

describe('content policy of npm run dev', () => {
  it('adds what Vite’s client needs and leaves everything else as it is shipped', () => {
    const shipped = CONTENT_POLICY.split('; ');
    const changed = developmentPolicy('ws://127.0.0.1:5173').split('; ').filter((part) => !shipped.includes(part));
    expect(changed).toEqual(["style-src 'self' 'unsafe-inline'", "connect-src 'self' ws://127.0.0.1:5173", "trusted-types svelte-trusted-html contexture-worker 'allow-duplicates'"]);
    expect(developmentPolicy('ws://127.0.0.1:5173').split('; ')).toHaveLength(shipped.length);
  });

  it('adds to no directive that is not there', () => {
    expect(() => withSource(CONTENT_POLICY, 'frame-src', "'self'")).toThrow('frame-src');
  });
});
