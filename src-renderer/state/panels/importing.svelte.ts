import { LIMITS } from '@contract/limits';
import type { BuiltSet, SourcePreview } from '@contract/source-text';

/** Of a treebank's words, and of its sentences; as many as are measured at a glance. */
const N_SAMPLED = 2_000;
const N_SENTENCES = 150;

/** `sentences`: each with all its words. */
export type Drawn = 'words' | 'sentences';

/** The dialog that turns a paste or a file into a set. */
class Importing {
  stage = $state<'closed' | 'paste' | 'columns' | 'left-out'>('closed');
  text = $state('');
  preview = $state.raw<SourcePreview | null>(null);
  textColumn = $state('');
  by = $state<'word' | 'rows' | 'every'>('word');
  word = $state('');
  /** How many words of a treebank are drawn; null while the field holds no number. */
  nMost = $state<number | null>(N_SAMPLED);
  /** The same of sentences. */
  nSentences = $state<number | null>(N_SENTENCES);
  drawn = $state<Drawn>('words');
  wordColumn = $state<string | null>(null);
  senseColumn = $state<string | null>(null);
  labelColumns = $state.raw<readonly string[]>([]);
  /** What the dialog shows is being read another way, or built. */
  isBusy = $state(false);
  error = $state<string | null>(null);
  /** Of the last set that was built: what was left out of it. */
  built = $state.raw<BuiltSet | null>(null);
  /** A file is held over the window. */
  isDropTarget = $state(false);

  readonly canBuild = $derived(this.preview !== null && this.textColumn !== '' && !this.isBusy && this.isTargetGiven);

  private get isTargetGiven(): boolean {
    const nDrawn = (this.drawn === 'words' ? this.nMost : this.nSentences) ?? 0;
    return this.by === 'rows' || (this.by === 'word' ? this.word.trim() !== '' : Number.isInteger(nDrawn) && nDrawn >= 1 && nDrawn <= LIMITS.nOccurrences);
  }

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
    this.isBusy = false;
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
