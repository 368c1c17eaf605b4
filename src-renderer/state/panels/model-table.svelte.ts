import type { InstalledModel } from '@contract/model-card';
import type { MeasuredFigures } from '@contract/model-figures';
import type { Occurrence } from '@contract/occurrence';
import type { ComparedModel, SensesOfModel } from '../../wording/models/model-table';
import { library } from '../library.svelte';
import { session } from '../session.svelte';

interface MeasuredSenses {
  /** The set's, which a change replaces. */
  readonly of: readonly Occurrence[];
  /** Null where no sense can be recalled. */
  readonly senses: SensesOfModel | null;
}

/** What is under way, as the row tells it. */
export interface RunningMeasurement {
  readonly id: string;
  readonly label: string;
  readonly nDone: number | null;
  readonly nTotal: number | null;
}

/** Another model may be imported under the same short name. */
const keyOf = ({ id, source, nBytes, nParameters }: InstalledModel): string => JSON.stringify([id, source, nBytes, nParameters]);

/** The dialog that compares the installed models; what was measured is kept while the app runs. */
class ModelTable {
  isOpen = $state(false);
  running = $state.raw<RunningMeasurement | null>(null);
  private figures = $state.raw<ReadonlyMap<string, MeasuredFigures>>(new Map());
  private senses = $state.raw<ReadonlyMap<string, MeasuredSenses>>(new Map());
  /** By model id. */
  problems = $state.raw<Readonly<Record<string, string>>>({});

  readonly rows = $derived<readonly ComparedModel[]>(library.models.map((model) => ({
    id: model.id, name: model.name, kind: model.kind, nParameters: model.nParameters, senses: this.sensesOf(model)?.senses ?? null, figures: this.figuresOf(model),
  })));
  /** Installed models of which something has not been measured. */
  readonly unmeasured = $derived(library.models.filter((model) => !this.isMeasured(model)).map(({ id }) => id));

  isMeasured(model: InstalledModel): boolean {
    return this.figuresOf(model) !== null && (!session.hasSenses || this.sensesOf(model) !== null);
  }

  figuresOf(model: InstalledModel): MeasuredFigures | null {
    return this.figures.get(keyOf(model)) ?? null;
  }

  /** Of the set on screen; null: not measured. */
  sensesOf(model: InstalledModel): MeasuredSenses | null {
    const found = this.senses.get(keyOf(model));
    return found !== undefined && found.of === session.set?.occurrences ? found : null;
  }

  keepFigures(model: InstalledModel, figures: MeasuredFigures): void {
    this.figures = new Map([...this.figures, [keyOf(model), figures]]);
  }

  keepSenses(model: InstalledModel, of: readonly Occurrence[], senses: SensesOfModel | null): void {
    this.senses = new Map([...this.senses, [keyOf(model), { of, senses }]]);
  }

  /** @param message null: nothing went wrong, or not any more */
  tell(id: string, message: string | null): void {
    this.problems = Object.fromEntries([...Object.entries(this.problems).filter(([other]) => other !== id), ...(message === null ? [] : [[id, message] as const])]);
  }
}

export const modelTable = new ModelTable();
