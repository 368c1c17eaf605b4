import type { ShortcutReach } from '../../state/shortcuts';

/** Where F6 stops; panels mark their root with `data-region`. */
const REGIONS = ['topbar', 'sets', 'scene', 'inspector', 'status'] as const;

/** What has keys of its own: sliders move by them, lists look up letters. */
const OWN_KEYS = 'input[type="range"], select, [role="slider"], [role="menu"], [role="listbox"], [role="separator"], [popover], dialog, [contenteditable="true"]';

export const isTextField = (element: Element | null): boolean =>
  element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && !['checkbox', 'radio', 'range', 'button'].includes(element.type));

/** Which shortcuts the focus leaves. */
export function reachOf(active: Element | null): ShortcutReach {
  if (isTextField(active) || active?.closest(OWN_KEYS) != null || document.querySelector('[popover]:popover-open') !== null) return 'everywhere';
  return active === null || active === document.body || active.closest('[data-scene]') !== null ? 'scene' : 'free';
}

export function focusOn(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.focus();
}

/** Moves the focus to the next region that has something to focus. */
export function focusNextRegion(backwards: boolean): void {
  const roots = REGIONS.flatMap((name) => {
    const root = document.querySelector<HTMLElement>(`[data-region="${name}"]`);
    return root === null || root.getClientRects().length === 0 ? [] : [root];
  });
  const here = roots.findIndex((root) => root.contains(document.activeElement));
  for (let step = 1; step <= roots.length; step++) {
    const root = roots[(here + (backwards ? -step : step) + roots.length * 2) % roots.length];
    const first = root?.querySelector<HTMLElement>('[data-region-start]') ?? root?.querySelector<HTMLElement>('button:not(:disabled), input, [tabindex="0"]');
    if (first != null) { first.focus(); return; }
  }
}
