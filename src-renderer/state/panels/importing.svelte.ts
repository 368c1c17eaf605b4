import type { BuiltSet, SourcePreview } from '@contract/source-text';

/** The dialog that turns a paste or a file into a set. */
class Importing {
  stage = $state<'closed' | 'paste' | 'columns' | 'left-out'>('closed');
  text = $state('');
  preview = $state.raw<SourcePreview | null>(null);
  textColumn = $state('');
  by = $state<'word' | 'rows'>('word');
  word = $state('');
  wordColumn = $state<string | null>(null);
  senseColumn = $state<string | null>(null);
  labelColumns = $state.raw<readonly string[]>([]);
  isBusy = $state(false);
  error = $state<string | null>(null);
  /** Of the last set that was built: what was left out of it. */
  built = $state.raw<BuiltSet | null>(null);
  /** A file is held over the window. */
  isDropTarget = $state(false);

  readonly canBuild = $derived(this.preview !== null && this.textColumn !== '' && !this.isBusy && (this.by === 'rows' || this.word.trim() !== ''));

  open(preview: SourcePreview): void {
    this.preview = preview;
    this.textColumn = preview.guess.text ?? preview.columns[0] ?? '';
    this.by = preview.hasTargets ? 'rows' : 'word';
    this.wordColumn = preview.guess.word;
    this.senseColumn = preview.guess.sense;
    this.word = preview.frequentWords[0]?.word ?? '';
    const spoken = new Set([this.textColumn, preview.guess.word, preview.guess.charStart, preview.guess.charEnd]);
    this.labelColumns = preview.columns.filter((column) => !spoken.has(column));
    this.error = null;
    this.stage = 'columns';
  }

  close(): void {
    this.stage = 'closed';
    this.text = '';
    this.preview = null;
    this.error = null;
    this.isBusy = false;
  }
}

export const importing = new Importing();
