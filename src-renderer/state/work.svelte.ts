/** A step of long work as the status bar tells it. */
export interface WorkStep {
  /** "Reading 160 occurrences with MiniLM L6" */
  readonly label: string;
  readonly nDone: number | null;
  readonly nTotal: number | null;
}

/** The one long piece of work in progress; a newer request replaces it. */
class Work {
  step = $state.raw<WorkStep | null>(null);
  readonly isBusy = $derived(this.step !== null);
  readonly fraction = $derived(this.step === null || this.step.nDone === null || !this.step.nTotal ? null : this.step.nDone / this.step.nTotal);
}

export const work = new Work();
