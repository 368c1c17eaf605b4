import { toEnvelope } from '@contract/failure';
import type { ChosenTexts } from '@contract/source-text';
import { contexture } from '../../api/contexture';
import { library } from '../../state/library.svelte';
import { textSearch } from '../../state/panels/text-search.svelte';
import { freeTitle } from '../../sets/set-edits';
import { counted } from '../../wording/captions';
import { foundTitle } from '../../wording/texts/text-search';
import { isCancelled } from '../failures';
import { newSeq } from '../numbered';
import { keep } from './keeping';
import { openSet } from './sets';

/** The search that is under way. */
let running: { readonly seq: number } | null = null;

export function openTextSearch(): void {
  if (textSearch.stage === 'closed') textSearch.turnTo('form');
}

/** Counts texts and puts them into the form, which opens where it is not; what goes wrong stands in it. */
async function take(count: () => Promise<ChosenTexts | null>): Promise<void> {
  if (textSearch.isCounting) return;
  if (running !== null) endSearch();
  textSearch.turnTo('form');
  textSearch.isCounting = true;
  try {
    const texts = await count();
    if (texts !== null) textSearch.texts = texts;
  } catch (error) {
    textSearch.error = toEnvelope(error).message;
  } finally {
    textSearch.isCounting = false;
  }
}

export const chooseTexts = (what: 'folder' | 'files'): Promise<void> => take(() => contexture.chooseTexts(what));
export const takeDroppedTexts = (files: readonly File[]): Promise<void> => take(() => contexture.surveyDroppedTexts(files));

/** Searches as the form says. What goes wrong brings the form back, with a sentence. */
export async function searchTexts(): Promise<void> {
  const { asked: search, texts } = textSearch;
  if (search === null || texts === null) return;
  const own = running = { seq: newSeq() };
  textSearch.turnTo('running');
  const off = contexture.onTextProgress(({ seq, ...progress }) => { if (running === own && seq === own.seq) textSearch.progress = progress; });
  try {
    const found = await contexture.searchTexts({ ...search, seq: own.seq });
    // Whoever cancelled is elsewhere already.
    if (running !== own) return;
    textSearch.finished = { search, texts, found };
    textSearch.stage = 'done';
  } catch (error) {
    if (running !== own) return;
    textSearch.turnTo('form');
    if (!isCancelled(error)) textSearch.error = toEnvelope(error).message;
  } finally {
    off();
    if (running === own) running = null;
  }
}

function endSearch(): void {
  if (running === null) return;
  const { seq } = running;
  running = null;
  contexture.cancelTextSearch(seq).catch(() => { /* the search itself answers */ });
}

/** Gives a search up, or its result, and shows the form as it was. */
export function backToForm(): void {
  endSearch();
  textSearch.turnTo('form');
}

export function closeTextSearch(): void {
  endSearch();
  textSearch.turnTo('closed');
}

/** Opens what was found as a set of its own. */
export async function showFound(): Promise<void> {
  const { finished } = textSearch;
  if (finished === null || finished.found.nHits === 0) return;
  const { search: { target }, texts, found } = finished;
  const title = freeTitle(foundTitle(target, texts.name ?? counted(texts.nFiles, 'text')), library.own.map((set) => set.title));
  const set = { ...found.set, title };
  closeTextSearch();
  const shown = openSet(set);
  void keep(set, shown);
  await shown;
}
