import { typed } from '../../state/typed.svelte';
import { appendSentence } from './editing';
import { leaveTrail } from '../typed/trail-commands';
import { clearTyped } from '../typed/typing';

/** The typed sentence joins the set that is open, without a sense, and stays where it was shown: no other point moves. */
export async function addTypedToSet(): Promise<void> {
  const { placed } = typed;
  if (placed?.span == null) return;
  if (!await appendSentence({ text: placed.text, ...placed.span }, placed.position)) return;
  leaveTrail([placed]);
  clearTyped();
}
