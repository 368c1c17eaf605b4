import { Menu } from 'electron';
import type { ZoomStep } from '@contract/settings';

/** The usual menu, but for sizes: Electron's own know neither bounds nor memory. */
export function setMacMenu(zoom: (step: ZoomStep) => unknown, openWindow: () => void): void {
  const item = (label: string, accelerator: string, step: ZoomStep): Electron.MenuItemConstructorOptions => ({ label, accelerator, click: () => { zoom(step); } });
  Menu.setApplicationMenu(Menu.buildFromTemplate([
    { role: 'appMenu' },
    { label: 'File', submenu: [{ label: 'New window', accelerator: 'Command+Shift+N', click: openWindow }, { role: 'close' }] },
    { role: 'editMenu' },
    { label: 'View', submenu: [item('Actual size', 'Command+0', 'reset'), item('Zoom in', 'Command+Plus', 'in'), item('Zoom out', 'Command+-', 'out'), { type: 'separator' }, { role: 'togglefullscreen' }] },
    { role: 'windowMenu' },
  ]));
}
