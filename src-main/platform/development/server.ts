// `npm run dev` alone: nothing of this is in the shipped program (`IS_DEVELOPMENT` in electron.config.ts is false there).
import { app, net, protocol, session, type WebContents } from 'electron';
import { ORIGIN } from '../addresses/origin';
import { isOwnRequest, NO_NETWORK } from '../security';
import { developmentPolicy } from './policy';

/**
 * Serves the page from Vite's server under the app's own origin, lets that one address past the locks of `lockDown`, and opens DevTools by key.
 * Call it after `lockDown`, in place of `serveRenderer`.
 * @throws Error where electron-vite has not said where Vite listens
 */
export async function developFromServer(): Promise<void> {
  const address = process.env['ELECTRON_RENDERER_URL'];
  if (address === undefined) throw new Error('This is a build of npm run dev. Start it by that, or build again by npm start.');
  const { host, origin } = new URL(address);
  await openWayTo(host);
  serveFrom(origin, developmentPolicy(`ws://${host}`));
  app.on('web-contents-created', (_event, contents) => {
    openDevToolsByKey(contents);
    reloadWhenAsked(contents);
  });
}

/** A session has one filter of requests: this one takes the place of that of `lockDown`. */
async function openWayTo(host: string): Promise<void> {
  const { defaultSession } = session;
  const open = [`http://${host}/`, `ws://${host}/`];
  defaultSession.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isOwnRequest(details) && !open.some((start) => details.url.startsWith(start)) });
  });
  await defaultSession.setProxy({ ...NO_NETWORK, proxyBypassRules: `${NO_NETWORK.proxyBypassRules};${host}` });
}

function serveFrom(server: string, policy: string): void {
  protocol.handle('contexture', async (request) => {
    const { host, pathname, search } = new URL(request.url);
    if (host !== 'app' || request.method !== 'GET') return new Response('Not found', { status: 404 });
    // By what is accepted Vite tells a style sheet from a module of the same name.
    const answer = await net.fetch(`${server}${pathname}${search}`, { headers: { accept: request.headers.get('accept') ?? '*/*', 'cache-control': 'no-cache' } });
    const headers = new Headers(answer.headers);
    headers.set('content-security-policy', policy);
    return new Response(answer.body, { status: answer.status, headers });
  });
}

function openDevToolsByKey(contents: WebContents): void {
  contents.on('before-input-event', (event, { type, key, control, meta, shift, alt }) => {
    const isInspect = key.toLowerCase() === 'i' && ((control && shift) || (meta && alt));
    if (type !== 'keyDown' || (key !== 'F12' && !isInspect)) return;
    event.preventDefault();
    contents.toggleDevTools();
  });
}

/** Where a change cannot be taken over in place, Vite's client reloads the page; `lockDown` has refused that as a navigation. */
function reloadWhenAsked(contents: WebContents): void {
  contents.on('will-navigate', (_event, target) => {
    if (target === contents.getURL() && target === `${ORIGIN}/index.html`) contents.reload();
  });
}
