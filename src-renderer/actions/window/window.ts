import type { Request } from '@contract/channels';
import type { Settings } from '@contract/settings';
import { contexture } from '../../api/contexture';
import { BOTH_OVERLAY_BELOW, LEFT_WIDTH, RIGHT_WIDTH, settings } from '../../state/settings.svelte';
import { attempt } from '../failures';

export const controlWindow = (action: Request<'app:window'>['action']): void => { attempt(() => contexture.controlWindow(action)); };

function save(changes: Partial<Settings>): void {
  if (settings.isSnapshot) return;
  attempt(async () => { settings.saved = await contexture.updateSettings(changes); });
}

export function setTheme(theme: 'dark' | 'light'): void {
  settings.theme = theme;
  document.documentElement.dataset['theme'] = theme;
}

export function toggleTheme(): void {
  const theme = settings.theme === 'dark' ? 'light' : 'dark';
  setTheme(theme);
  save({ theme });
}

/** Another window has changed the settings. How wide its panels stand is its own affair. */
export function settingsElsewhere(next: Settings): void {
  if (next.theme !== settings.saved.theme) setTheme(next.theme);
  settings.saved = next;
}

/** Opens one more window, with a document of its own. */
export const openNewWindow = (): void => { attempt(() => contexture.newWindow()); };

export type PanelSide = 'left' | 'right';
const limits = { left: LEFT_WIDTH, right: RIGHT_WIDTH } as const;

/** Width while a panel is dragged; it is saved when the drag ends. */
export function resizePanel(side: PanelSide, width: number): void {
  const { min, max } = limits[side];
  const clamped = Math.round(Math.max(min, Math.min(max, width)));
  if (side === 'left') settings.leftWidth = clamped;
  else settings.rightWidth = clamped;
}

export function resetPanel(side: PanelSide): void {
  resizePanel(side, limits[side].usual);
  savePanels();
}

export const savePanels = (): void => { save({ leftWidth: settings.leftWidth, rightWidth: settings.rightWidth }); };

export function togglePanel(side: PanelSide): void {
  if (side === 'left') settings.isLeftHidden = !settings.isLeftHidden;
  else settings.isRightHidden = !settings.isRightHidden;
  // Two panels that lie over a narrow scene would lie over one another.
  if (window.innerWidth >= BOTH_OVERLAY_BELOW) return;
  if (side === 'left' && !settings.isLeftHidden) settings.isRightHidden = true;
  if (side === 'right' && !settings.isRightHidden) settings.isLeftHidden = true;
}

/** Larger, smaller or usual type; the main process keeps the bounds and remembers. */
export const zoomWindow = (step: Request<'app:zoom'>['step']): void => { attempt(() => contexture.zoomWindow(step)); };

export function saveDevice(device: Settings['device']): Promise<void> {
  return contexture.updateSettings({ device }).then((next) => { settings.saved = next; });
}
