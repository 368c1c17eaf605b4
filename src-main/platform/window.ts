import path from 'node:path';
import { BrowserWindow, screen, type Rectangle } from 'electron';

/** Matches `--scene` of each theme, so that the first frame does not flash. */
const background = { dark: '#111014', light: '#fcfbfc' } as const;

/** A window beside another stands so much to the right and below. */
const STEP_PX = 36;

/** Makes a window, still without a page; it shows itself when its first frame is ready. @param beside the one it comes from */
export function openWindow(outDir: string, icon: string, theme: 'dark' | 'light', beside: BrowserWindow | null = null): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440, height: 900, ...(beside === null ? {} : placeBeside(beside.getNormalBounds())), minWidth: 1024, minHeight: 680, useContentSize: true, show: false,
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

/** Where the title of the other one can still be seen, on the same screen. */
function placeBeside(other: Rectangle): { readonly x: number; readonly y: number } {
  const { workArea } = screen.getDisplayMatching(other);
  const within = (at: number, from: number, room: number): number => Math.max(from, Math.min(at + STEP_PX, from + room));
  return { x: within(other.x, workArea.x, workArea.width - other.width), y: within(other.y, workArea.y, workArea.height - other.height) };
}
