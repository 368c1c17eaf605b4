import workerUrl from './worker.ts?worker&url';

/** The page's policy lets scripts be loaded from this address only (platform/content-policy.ts names the policy). The DOM library of TypeScript does not know trusted types yet. */
interface TrustedTypePolicyFactory {
  createPolicy(name: string, rules: { readonly createScriptURL: (url: string) => string }): { createScriptURL(url: string): string };
}

const trusted = (globalThis as { readonly trustedTypes?: TrustedTypePolicyFactory }).trustedTypes?.createPolicy('contexture-worker', {
  createScriptURL(url) {
    if (url !== workerUrl) throw new TypeError(`${url} is no script of the app.`);
    return url;
  },
});

export function startWorker(): Worker {
  return new Worker(trusted?.createScriptURL(workerUrl) ?? workerUrl, { type: 'module' });
}
