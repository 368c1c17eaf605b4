import { app, session, type IpcMainInvokeEvent } from 'electron';
import { ORIGIN } from './protocol';

/** Electron's checklist for every window there is or will be: no permissions, no navigation, no new windows, no webviews, no network. */
export function lockDown(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => { decide(false); });
  session.defaultSession.setPermissionCheckHandler(() => false);
  session.defaultSession.setDevicePermissionHandler(() => false);
  // Everything the page needs comes over contexture://; whatever asks for another host is refused.
  session.defaultSession.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !/^(contexture:\/\/app\/|devtools:|blob:contexture:|data:)/.test(details.url) });
  });
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => { event.preventDefault(); });
    contents.on('will-redirect', (event) => { event.preventDefault(); });
    contents.on('will-attach-webview', (event) => { event.preventDefault(); });
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/** The app's own page in its top frame, and nobody else. */
export function isOwnPage(event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && frame.url.startsWith(`${ORIGIN}/`);
}
