import { BufferAttribute, BufferGeometry, DynamicDrawUsage, IntType } from 'three';
import type { RowStates } from './row-states';

/** Places and states of all rows on the graphics device, and of the selected rows once more, as indices into the same buffers. */
export class PointGeometry {
  readonly all = new BufferGeometry();
  readonly selected = new BufferGeometry();
  private to = new BufferAttribute(new Float32Array(0), 3);
  private spare = this.to;
  private states = new BufferAttribute(new Uint8Array(0), 4);

  constructor() {
    this.setCloud(new Float32Array(0), new Uint8Array(0));
    this.setSelected([]);
  }

  setCloud(positions: Float32Array, states: Uint8Array): void {
    // New buffers are new attributes; dropping the geometry lets go of the old ones.
    this.release();
    this.to = this.spare = new BufferAttribute(positions, 3).setUsage(DynamicDrawUsage);
    this.states = new BufferAttribute(states, 4).setUsage(DynamicDrawUsage);
    this.states.gpuType = IntType;
    this.share('position', this.to);
    this.share('from', this.to);
    this.share('state', this.states);
  }

  /** Rows set off: only what is not on the device yet goes there. */
  setMotion(from: Float32Array, to: Float32Array): void {
    if (this.spare === this.to) this.spare = new BufferAttribute(to, 3).setUsage(DynamicDrawUsage);
    const [start, goal] = this.to.array === from ? [this.to, this.spare] : [this.spare, this.to];
    hold(start, from);
    hold(goal, to);
    this.spare = start;
    this.to = goal;
    this.share('from', start);
    this.share('position', goal);
  }

  /** Rows stand still at places that may be others than those they were going to. */
  setStill(positions: Float32Array): void {
    hold(this.to, positions);
  }

  updateStates(states: RowStates): void {
    const changes = states.takeChanges();
    if (!changes) return;
    this.states.clearUpdateRanges();
    this.states.addUpdateRange(changes.first * 4, (changes.last - changes.first + 1) * 4);
    this.states.needsUpdate = true;
  }

  setSelected(rows: readonly number[]): void {
    this.selected.setIndex(new BufferAttribute(Uint32Array.from(rows), 1));
  }

  release(): void {
    this.all.dispose();
    this.selected.dispose();
  }

  private share(name: string, attribute: BufferAttribute): void {
    this.all.setAttribute(name, attribute);
    this.selected.setAttribute(name, attribute);
  }
}

function hold(attribute: BufferAttribute, positions: Float32Array): void {
  if (attribute.array === positions) return;
  attribute.array = positions;
  attribute.needsUpdate = true;
}
