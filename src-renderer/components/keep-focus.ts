import { focusableIn } from './focusable';

/**
 * Svelte action for a part of the page whose controls come and go: when the focused one is taken away, the focus goes to the nearest
 * that is left, seen from where it stood; among those of one row to the one marked `data-focus-next`, else to the first.
 */
export function keepFocus(root: HTMLElement): { destroy: () => void } {
  /** From the control that has the focus, or had it when it went, outwards. */
  let around: readonly HTMLElement[] = [];
  const entered = ({ target }: FocusEvent): void => {
    const path: HTMLElement[] = [];
    for (let element = target instanceof HTMLElement ? target.parentElement : null; element !== null && root.contains(element); element = element.parentElement) path.push(element);
    around = path;
  };
  const left = ({ target, relatedTarget }: FocusEvent): void => {
    // An element that is being removed is still in the page now and gone in a moment; one that was left stays.
    queueMicrotask(() => {
      if (target instanceof Node && target.isConnected && !(relatedTarget instanceof Node && root.contains(relatedTarget))) around = [];
    });
  };
  const observer = new MutationObserver(() => {
    const active = document.activeElement;
    if (around.length === 0 || (active !== null && active !== document.body && active.localName !== 'dialog')) return;
    for (const element of around) {
      const inside = element.isConnected ? focusableIn(element) : [];
      const next = inside.find((one) => one.matches('[data-focus-next]')) ?? inside[0];
      if (next !== undefined) { next.focus(); return; }
    }
  });
  root.addEventListener('focusin', entered);
  root.addEventListener('focusout', left);
  observer.observe(root, { childList: true, subtree: true });
  return {
    destroy: () => {
      observer.disconnect();
      root.removeEventListener('focusin', entered);
      root.removeEventListener('focusout', left);
    },
  };
}
