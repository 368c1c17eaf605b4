import type { LayerMeasures } from '@contract/layers/layer-measures';
import { agreementByLayer, labelAgreement } from '../../sets/agreements';
import { lanesOf } from '../../wording/layer-lanes';
import { colouring } from '../colouring.svelte';
import { session } from '../session.svelte';

/** What each layer knows of the set on screen. */
class Layers {
  /** Key of the embedding that `measures` or `problem` belongs to. */
  key = $state<string | null>(null);
  measures = $state.raw<readonly LayerMeasures[] | null>(null);
  problem = $state<string | null>(null);

  readonly isOfView = $derived(session.view !== null && this.key === session.view.summary.key);
  readonly form = $derived(session.view === null ? null : agreementByLayer(colouring.form, session.view.summary.nearest));
  readonly label = $derived(session.view === null ? null : labelAgreement(colouring.columns, colouring.column, session.view.summary.nearest));
  readonly lanes = $derived(this.isOfView && this.measures !== null ? lanesOf(this.measures, this.form, this.label, session.randomPair) : []);
}

export const layers = new Layers();
