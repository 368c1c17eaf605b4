import type { Tried } from '../../state/document';
import { current } from '../../state/document.svelte';
import { keyOfTried, typedTrail, type ShownTried } from '../../state/panels/typed/trail.svelte';
import { typed } from '../../state/typed.svelte';
import { appendSentence, appendSentences } from '../sets/editing';
import { typeText } from './typing';

/** The sentence is in the type bar again, with its word. */
export function bringBack({ text, span }: Tried): void {
  typeText(text);
  typed.span = typed.spans.find(({ charStart }) => charStart === span?.charStart) ?? typed.span;
  document.querySelector<HTMLElement>('[data-type-bar]')?.focus();
}

export function clearTrail(): void {
  if (typedTrail.all.length > 0) current.change({ name: 'trail cleared' }, { tried: [] });
}

/** A tried sentence joins the set where it stands, and leaves the trail. */
export async function keepTried({ place, ...one }: ShownTried): Promise<void> {
  if (one.span === null) return;
  if (await appendSentence({ text: one.text, ...one.span }, place?.position ?? null)) leaveTrail([one]);
}

/** All that hold a word of the set join it, placed among the others, in one step. */
export async function keepAllTried(): Promise<void> {
  const held = typedTrail.all.filter(({ span }) => span !== null);
  if (held.length > 0 && await appendSentences(held.flatMap(({ text, span }) => (span === null ? [] : [{ text, ...span }])))) leaveTrail(held);
}

/** Part of the step that took them into the set. */
export function leaveTrail(gone: readonly Tried[]): void {
  const keys = new Set(gone.map(keyOfTried));
  current.amend({ tried: typedTrail.all.filter((one) => !keys.has(keyOfTried(one))) });
}
