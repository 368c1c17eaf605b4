import { BrowserWindow, nativeTheme } from 'electron';
import { BOOK_START, isBookPage } from '../addresses/book-address';

/** Matches `--paper` of the book's style sheet. */
const background = { dark: '#141318', light: '#fcfbfc' } as const;

/** The book in a window of its own, without script, preload or network; one at most. */
export class BookWindow {
  private window: BrowserWindow | null = null;

  constructor(private readonly icon: string) {}

  /** Opens it, or brings it to the front at the page where it is. */
  open(): void {
    if (this.window !== null) {
      if (this.window.isMinimized()) this.window.restore();
      this.window.focus();
      return;
    }
    const window = new BrowserWindow({
      width: 1120, height: 860, minWidth: 480, minHeight: 360, useContentSize: true, show: false, title: 'Contexture', icon: this.icon, autoHideMenuBar: true,
      backgroundColor: background[nativeTheme.shouldUseDarkColors ? 'dark' : 'light'],
      webPreferences: { javascript: false, contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true, webviewTag: false, webgl: false, spellcheck: false },
    });
    this.window = window;
    window.once('ready-to-show', () => { window.show(); });
    window.on('closed', () => { this.window = null; });
    const { webContents } = window;
    // No page may navigate (`lockDown`); from one page of the book to another it is the program that goes.
    webContents.on('will-navigate', ({ url }) => { if (isBookPage(url)) void webContents.loadURL(url); });
    void webContents.loadURL(BOOK_START);
  }

  /** Nobody reads on when the app is closed. */
  close(): void {
    this.window?.close();
  }
}
