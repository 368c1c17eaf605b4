import { concordance } from '../../concordance.svelte';
import { selection } from '../../selection.svelte';
import type { ReplaceTerms } from '../../../sets/edits/replace-terms';

export type SetTool = 'replace' | 'columns' | 'merge' | 'split';

/** The dialogs in which a whole set is edited. */
class SetTools {
  /** The one that is open. */
  open = $state<SetTool | null>(null);
  /** Stay when the dialog is closed: often the next search is nearly the same. */
  terms = $state.raw<ReplaceTerms>({ find: '', replaceWith: '', isCaseKept: false });
  areWordsChanged = $state(false);
  private isForSelection = $state(true);

  /** A selection is what is meant where there is one. */
  readonly isSelectionMeant = $derived(this.isForSelection && selection.rows.length > 0);
  /** Rows whose sentences are replaced in. */
  readonly rows = $derived(this.isSelectionMeant ? selection.rows : concordance.passing);

  mean(where: 'selection' | 'shown'): void {
    this.isForSelection = where === 'selection';
  }
}

export const setTools = new SetTools();
