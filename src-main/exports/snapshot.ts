import type { BrowserWindow } from 'electron';
import { writePng } from './png';

/** Writes what the window shows, at its own resolution. */
export async function captureWindow(window: BrowserWindow, file: string): Promise<void> {
  const picture = await window.webContents.capturePage();
  await writePng(file, picture.toPNG());
}
