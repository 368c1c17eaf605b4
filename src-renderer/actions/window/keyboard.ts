import { slideShow } from '../../state/bookmarks/slide-show.svelte';
import { session } from '../../state/session.svelte';
import { chordOf, shortcutFor } from '../../state/shortcuts';
import { isOutlining } from '../selection/outlining';
import { COMMANDS, isPossible } from './commands';
import { editKey } from './edit-keys';
import { reachOf } from './focus';

/** The window's keydown handler. */
export function handleKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  if (!slideShow.isOn && editKey(event)) {
    event.preventDefault();
    return;
  }
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  const chord = chordOf({ key, ctrlKey, metaKey, altKey, shiftKey, isAltGraph: event.getModifierState('AltGraph') });
  const id = shortcutFor(chord, reachOf(document.activeElement), slideShow.isOn ? 'slides' : isOutlining() ? 'outline' : session.view?.mode === 'flight' ? 'flight' : null);
  if (id === null || !isPossible(id)) return;
  event.preventDefault();
  COMMANDS[id](event);
}
