import { app, session, type IpcMainInvokeEvent, type OnBeforeRequestListenerDetails, type Session } from 'electron';
import { isBookPage } from './addresses/book-address';
import { ORIGIN } from './addresses/origin';

/** Nothing listens at that proxy: whatever asks for a host is sent to it. Without the last rule Chromium would reach this machine's own servers past it. */
export const NO_NETWORK = { mode: 'fixed_servers', proxyRules: 'socks5://127.0.0.1:9', proxyBypassRules: '<-loopback>' } as const;

/** Before Electron is ready. */
export function prepareChromium(): void {
  // A page that crashed the graphics process twice may still draw; in software where nothing else is left.
  app.disableDomainBlockingFor3DAPIs();
  app.commandLine.appendSwitch('enable-unsafe-swiftshader');
  // A page that opened a connection would have this machine join the local network's group of names (mDNS) to hide an address that it may not use anyway.
  app.commandLine.appendSwitch('disable-features', 'WebRtcHideLocalIpsWithMdns');
}

/** Electron's checklist for every window there is or will be: no permissions, no navigation, no new windows, no webviews, no downloads, no network. */
export async function lockDown(): Promise<void> {
  await isolate(session.defaultSession);
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => { event.preventDefault(); });
    contents.on('will-redirect', (event) => { event.preventDefault(); });
    contents.on('will-attach-webview', (event) => { event.preventDefault(); });
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    // WebRTC asks neither the content policy nor webRequest; so it may only go through the proxy, which is dead.
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  });
}

/** No permissions, no downloads, no network, for all windows of a session. */
export async function isolate(own: Session): Promise<void> {
  own.setPermissionRequestHandler((_contents, _permission, decide) => { decide(false); });
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
  own.on('will-download', (event) => { event.preventDefault(); });
  // Chromium looks up the host of its dictionaries at every start, whatever `spellcheck` says, as long as there is a language; a session beside the
  // first asks before it can be told that there is none.
  own.setSpellCheckerDictionaryDownloadURL('http://127.0.0.1:9/');
  own.setSpellCheckerEnabled(false);
  own.setSpellCheckerLanguages([]);
  // Everything the page needs comes over contexture://, and nothing is sent there; whatever asks for another host is refused.
  own.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isOwnRequest(details) });
  });
  await own.setProxy(NO_NETWORK);
}

/** Asks the app itself for something, and sends it nothing. */
export function isOwnRequest({ url, method }: OnBeforeRequestListenerDetails): boolean {
  return /^(contexture:\/\/app\/|devtools:|blob:contexture:|data:)/.test(url) && ['GET', 'HEAD'].includes(method);
}

/** The app's own page in its top frame, and nobody else; the book is none that asks for anything. */
export function isOwnPage(event: Pick<IpcMainInvokeEvent, 'senderFrame'>): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && frame.url.startsWith(`${ORIGIN}/`) && !isBookPage(frame.url);
}
