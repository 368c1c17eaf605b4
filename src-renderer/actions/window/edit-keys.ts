import { session } from '../../state/session.svelte';
import { giveNthSense } from '../sets/editing';
import { reachOf } from './focus';

/** Digits give the selection the set's senses, 0 and Backspace take them away. */
function givesSense({ key, shiftKey }: KeyboardEvent): boolean {
  if (shiftKey) return false;
  if (key === 'Backspace') return giveNthSense(0);
  return /^[0-9]$/.test(key) && giveNthSense(Number(key));
}

/**
 * Keys that edit the set; false where this is none. Digits do so only where rows are selected and the set has that sense; else they keep
 * their other meaning. Text fields and dialogs have keys of their own.
 */
export function editKey(event: KeyboardEvent): boolean {
  const active = document.activeElement;
  const reach = reachOf(active);
  if (session.page !== 'cloud' || event.altKey || document.querySelector('dialog[open]') !== null) return false;
  const isInList = active?.closest('[data-region="sets"] [role="grid"]') != null;
  if (reach === 'everywhere' && !isInList) return false;
  if (event.ctrlKey || event.metaKey) return false;
  return (reach === 'scene' || isInList) && givesSense(event);
}
