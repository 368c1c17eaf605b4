import type { ModelCard } from '@contract/model-card';
import type { KeptInt8Speed } from '@contract/speed/int8-speed';
import { session } from '../../session.svelte';

/** Another model may be imported under the same short name: the files tell. */
const keyOf = ({ id, files }: Pick<ModelCard, 'id' | 'files'>): string => JSON.stringify([id, files]);

/** The dialog that measures products in 8 bits for the model on screen, and what is known of the models of this computer. */
class Int8Panel {
  isOpen = $state(false);
  /** What is under way. */
  running = $state.raw<{ readonly label: string; readonly nDone: number | null; readonly nTotal: number | null } | null>(null);
  problem = $state<string | null>(null);
  private speeds = $state.raw<ReadonlyMap<string, KeptInt8Speed | null>>(new Map());

  readonly model = $derived(session.target?.model ?? null);
  /** Of the model on screen; null: it was not measured on this computer. */
  readonly speed = $derived(this.model === null ? null : this.speeds.get(keyOf(this.model)) ?? null);

  /** @param speed null: it was never measured here */
  keep(model: Pick<ModelCard, 'id' | 'files'>, speed: KeptInt8Speed | null): void {
    this.speeds = new Map([...this.speeds, [keyOf(model), speed]]);
  }

  has(model: Pick<ModelCard, 'id' | 'files'>): boolean {
    return this.speeds.has(keyOf(model));
  }
}

export const int8Panel = new Int8Panel();
