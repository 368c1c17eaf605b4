import path from 'node:path';
import { BrowserWindow } from 'electron';

/** Matches `--scene` of each theme, so that the first frame does not flash. */
const background = { dark: '#111014', light: '#fcfbfc' } as const;

/** Makes the one window, still without a page; it shows itself when its first frame is ready. */
export function openWindow(outDir: string, icon: string, theme: 'dark' | 'light'): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440, height: 900, minWidth: 1024, minHeight: 680, useContentSize: true, show: false,
    title: 'Contexture', icon, backgroundColor: background[theme], autoHideMenuBar: true,
    ...(process.platform === 'darwin' ? { titleBarStyle: 'hiddenInset' as const } : { frame: false }),
    webPreferences: {
      preload: path.join(outDir, 'preload/preload.cjs'),
      contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true, webviewTag: false, spellcheck: false,
      // The page must go on working for a snapshot even when nothing shows the window.
      backgroundThrottling: false,
    },
  });
  window.once('ready-to-show', () => { window.show(); });
  return window;
}
