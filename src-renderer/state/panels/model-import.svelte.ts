import type { ChosenImport, ChosenModel } from '@contract/model-import';
import { library } from '../library.svelte';
import { nameProblem, shortNameProblem } from '../../wording/model-names';

/** What a licence reads as where nobody states one. */
const NOT_STATED = 'not stated';

/** The form between looking at a folder or file and importing it. */
class ModelImportForm {
  preview = $state.raw<ChosenModel | null>(null);
  name = $state('');
  id = $state('');
  licence = $state('');
  /** Static files: the most frequent words to keep; null keeps all. */
  nMaxWords = $state<number | null>(null);
  /** A folder or file is being looked at. */
  isInspecting = $state(false);
  /** Why what was chosen cannot be imported. */
  error = $state<string | null>(null);

  readonly nameProblem = $derived(nameProblem(this.name));
  readonly idProblem = $derived(shortNameProblem(this.id, library.models.map((model) => model.id)));
  readonly canImport = $derived(this.preview !== null && this.nameProblem === null && this.idProblem === null);

  open(preview: ChosenModel): void {
    this.preview = preview;
    this.name = preview.name;
    this.id = preview.id;
    this.licence = preview.licence ?? '';
    this.nMaxWords = null;
    this.error = null;
  }

  /** Opens again with what was entered before. */
  reopen(preview: ChosenModel, choice: ChosenImport): void {
    this.open(preview);
    this.name = choice.name;
    this.id = choice.id;
    this.licence = choice.licence === NOT_STATED ? '' : choice.licence;
    this.nMaxWords = choice.nMaxWords;
  }

  close(): void {
    this.preview = null;
    this.error = null;
  }

  /** What the form asks for; null while something in it is wrong. */
  choice(): ChosenImport | null {
    const { preview, canImport, nMaxWords } = this;
    if (preview === null || !canImport) return null;
    return { handle: preview.handle, name: this.name.trim(), id: this.id, licence: this.licence.trim() || NOT_STATED, nMaxWords: preview.isStatic ? nMaxWords : null };
  }
}

export const modelImport = new ModelImportForm();
