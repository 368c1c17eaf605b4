import type { BrowserWindow } from 'electron';
import { ORIGIN } from './addresses/origin';

const patienceMs = 60_000;
const page = `${ORIGIN}/index.html`;
const plainPage = `${ORIGIN}/crashed.html`;

/** Loads the page, and again after a crash. */
export class PageRecovery {
  private lastCrash = -Infinity;

  /** Whether the page could not be brought back: what was kept of it is for the next start, should the window be closed now. */
  isAtFault = false;

  /** @param onCrash told before the next page is loaded */
  constructor(private readonly window: BrowserWindow, private readonly onCrash: () => void) {
    const { webContents } = window;
    webContents.on('render-process-gone', (_event, { reason }) => { if (reason !== 'clean-exit') this.crashed(); });
    // The plain page has no script: its two buttons are links, and what they do is decided here.
    webContents.on('will-navigate', (_event, target) => {
      if (webContents.getURL() !== plainPage) return;
      if (target === page) {
        this.isAtFault = false;
        void window.loadURL(page);
      }
      if (target === `${ORIGIN}/close`) window.close();
    });
  }

  load(): void {
    void this.window.loadURL(page);
  }

  /** The window has no frame of its own: without a page nothing could close it. Twice within a minute, and the page itself is at fault. */
  private crashed(): void {
    this.isAtFault = performance.now() - this.lastCrash < patienceMs;
    this.lastCrash = performance.now();
    this.onCrash();
    void this.window.loadURL(this.isAtFault ? plainPage : page);
  }
}
