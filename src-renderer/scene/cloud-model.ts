import { glyphRadii } from './draw-context';
import { movingPosition, movingPositions, shareOf, type Motion } from './motion';
import { cloudExtent, isFlatLayout, type Extent } from './extent';
import { positionAt, mixed } from './positions';
import { HOVERED, RowStates, SELECTED } from './points/row-states';
import { makeThreads, threadLayouts, type ThreadList } from './visuals/thread-list';
import { makeTrail, type Trail } from './trail';
import { cornersOf } from './floor-corners';
import type { ShownFloors, ShownTrails } from './scene-input';
import type { CloudData, Ghost, Layout, MeasuredPair, Position, StaticData, TriedPoint, TypedPoint } from './types';

const MAX_STAGGER_MS = 240;
const STAGGER_MS = 6;

const EMPTY: CloudData = { positions: new Float32Array(0), categories: new Uint8Array(0), categoryLabels: [], contextOf: null, ghosts: [], ghostOf: new Int32Array(0) };

/** What the scene shows, without any drawing: rows and where they are just now, selection, filter, typed word, static forms. Nothing here is done for every row in every frame. */
export class CloudModel {
  data: CloudData = EMPTY;
  /** Where rows are at rest, `[n, 3]`; during a morph, where they are going. See {@link positionOf}. */
  positions = EMPTY.positions;
  motion: Motion | null = null;
  ghosts: readonly Ghost[] = [];
  states = new RowStates(EMPTY.categories, undefined, null);
  /** One value a row (0…1, NaN: none) that colours the points in place of their categories. */
  values: Float32Array | null = null;
  /** Places of rows in another layout, `[n, 3]`, joined to where they are now by lines. */
  displacedFrom: Float32Array | null = null;
  averages: readonly { readonly title: string; readonly origin: string; readonly position: Position }[] = [];
  tried: readonly TriedPoint[] = [];
  typed: { readonly word: TypedPoint; readonly trail: Trail; u: number; /** Light of a point that has just arrived, 1…0. */ lit: number } | null = null;
  static: StaticData | null = null;
  /** Pairs of rows that are joined by a line with a number. */
  measures: readonly MeasuredPair[] = [];
  /** Ways of rows to where they are. */
  trails: ShownTrails | null = null;
  /** Floors that rows lie on. */
  floors: ShownFloors | null = null;
  /** Outline of a lasso or box in the making, `[x0, y0, x1, y1, …]` in px. */
  outline: readonly number[] = [];
  /** Centre and radius (95th percentile) of the rows, or of the static forms and words where there are no rows. */
  centre: Position = [0, 0, 0];
  radius = 1;
  isFlat = false;
  /** Changes with everything that a picture shows. */
  nChanges = 0;
  private chosen: readonly number[] = [];
  private hovered: number | null = null;
  private visible: Uint8Array | null = null;
  private ghostsFrom: readonly Position[] = [];
  private ghostsTo: readonly Position[] = [];
  private readonly threadLayout = threadLayouts();

  get n(): number { return this.data.categories.length; }

  get isMorphing(): boolean { return this.motion !== null; }

  get selection(): readonly number[] {
    return this.chosen;
  }

  set selection(rows: readonly number[]) {
    this.nChanges++;
    for (const row of this.chosen) this.states.mark(row, SELECTED, false);
    this.chosen = rows.filter((row) => row >= 0 && row < this.n);
    for (const row of this.chosen) this.states.mark(row, SELECTED, true);
  }

  get hover(): number | null {
    return this.hovered;
  }

  set hover(row: number | null) {
    if (this.hovered !== null) this.states.mark(this.hovered, HOVERED, false);
    this.hovered = row !== null && row >= 0 && row < this.n ? row : null;
    if (this.hovered !== null) this.states.mark(this.hovered, HOVERED, true);
  }

  /** One byte a row, 0 for rows outside; null: no filter. */
  get filter(): Uint8Array | null { return this.visible; }

  set filter(visible: Uint8Array | null) {
    this.nChanges++;
    if (visible && visible.length !== this.n) throw new Error(`A filter of ${this.n} rows needs ${this.n} values, got ${visible.length}.`);
    this.visible = visible && visible.slice();
    this.states.setFilter(this.visible);
  }

  isSelected(row: number): boolean {
    return this.states.has(row, SELECTED);
  }

  /** See {@link RowStates.setFaded}. */
  setFaded(faded: Uint8Array | null): void {
    this.nChanges++;
    this.states.setFaded(faded);
  }

  /** Selected rows are never dimmed, nor do they fade. */
  opacityOf(row: number): number {
    return this.states.opacityOf(row);
  }

  /** @throws Error where the arrays do not belong together. Selection, hover, filter and values stay where their rows exist. */
  setCloud(data: CloudData): void {
    const n = data.categories.length;
    if (data.positions.length !== n * 3 || data.ghostOf.length !== n || (data.sizes && data.sizes.length !== n)) {
      throw new Error(`A cloud of ${n} rows needs ${n * 3} coordinates, ${n} ghost indices and ${n} or no sizes.`);
    }
    const { chosen, hovered, visible } = this;
    this.nChanges++;
    this.data = data;
    this.positions = data.positions;
    this.motion = null;
    this.ghosts = data.ghosts;
    if (this.values && this.values.length !== n) this.values = null;
    if (this.displacedFrom && this.displacedFrom.length !== n * 3) this.displacedFrom = null;
    if (this.trails?.stops.some((places) => places.length !== n * 3) === true) this.trails = null;
    this.states = new RowStates(data.categories, data.sizes, this.values);
    this.states.hideMissing(this.positions);
    this.chosen = [];
    this.hovered = null;
    this.selection = chosen;
    this.hover = hovered;
    this.filter = visible?.length === n ? visible : null;
    this.measures = this.measures.filter(({ from, to }) => from < n && to < n);
    this.measure();
  }

  /** @throws Error for another number of values than rows. */
  setValues(values: Float32Array | null): void {
    if (values && values.length !== this.n) throw new Error(`Colouring ${this.n} rows needs ${this.n} values, got ${values.length}.`);
    this.nChanges++;
    this.values = values;
    this.states.setValues(values);
  }

  /** @throws Error for another number of places than rows. */
  setDisplacedFrom(positions: Float32Array | null): void {
    if (positions && positions.length !== this.n * 3) throw new Error(`Displacements of ${this.n} rows need ${this.n * 3} coordinates, got ${positions.length}.`);
    this.nChanges++;
    this.displacedFrom = positions;
  }

  /** @throws Error for a stop with another number of places than rows, and for another number of names than stops. */
  setTrails(trails: ShownTrails | null): void {
    const misfit = trails?.stops.find((stop) => stop.length !== this.n * 3);
    if (misfit) throw new Error(`Trails of ${this.n} rows need ${this.n * 3} coordinates a stop, got ${misfit.length}.`);
    if (trails && trails.names.length !== trails.stops.length) throw new Error(`${trails.stops.length} stops need as many names, got ${trails.names.length}.`);
    this.nChanges++;
    this.trails = trails;
  }

  setTyped(word: TypedPoint | null): void {
    this.nChanges++;
    this.typed = word && { word, trail: makeTrail(word), u: 1, lit: 0 };
  }

  /** Where a row is at this moment. */
  positionOf(row: number): Position {
    return this.motion ? movingPosition(this.motion, row) : positionAt(this.positions, row);
  }

  threads(): ThreadList {
    const { motion, data } = this;
    return makeThreads({
      categories: data.categories, ghostOf: data.ghostOf, to: this.threadLayout(data, this.positions, this.motion ? this.ghostsTo : this.ghosts.map((ghost) => ghost.position)),
      from: motion && this.threadLayout(data, motion.from, this.ghostsFrom), displacedFrom: this.displacedFrom,
      opacityOf: (row) => this.opacityOf(row), selection: this.chosen, hover: this.hovered,
    });
  }

  /**
   * Sets rows and ghosts off from where they are to new places: eased and one after another, or steadily and all at once. `positions`
   * is kept, not copied. {@link advance} takes them there. @throws Error for another number of coordinates
   */
  startMotion(positions: Float32Array, durationMs: number, ghostPositions: readonly Position[] | undefined, isSteady = false): void {
    if (positions.length !== this.positions.length) throw new Error(`A morph of ${this.n} rows needs ${this.n * 3} coordinates, got ${positions.length}.`);
    const from = this.motion ? movingPositions(this.motion) : this.positions;
    const stagger = isSteady ? 0 : Math.min(MAX_STAGGER_MS, STAGGER_MS * this.n, durationMs / 2) / Math.max(durationMs, 1);
    this.ghostsFrom = this.ghosts.map((ghost) => ghost.position);
    this.ghostsTo = this.ghostsFrom.map((before, index) => ghostPositions?.[index] ?? before);
    this.motion = { from, to: positions, stagger, isEased: !isSteady, u: 0 };
    this.nChanges++;
    this.positions = positions;
    this.states.hideMissing(from, positions);
  }

  /**
   * Rows and ghosts stand at the share u (0…1) of the straight way from one layout to another, and stay there until they are set off again.
   * @returns whether it is another way than that of the last call
   */
  hold(from: Layout, to: Layout, u: number): boolean {
    const isOther = this.motion === null || this.motion.from !== from.positions || this.motion.to !== to.positions || this.motion.isEased;
    if (isOther) {
      if (from.positions.length !== this.positions.length || to.positions.length !== this.positions.length) throw new Error(`A way of ${this.n} rows needs ${this.n * 3} coordinates at both ends.`);
      this.motion = { from: from.positions, to: to.positions, stagger: 0, isEased: false, u };
      this.positions = to.positions;
      this.states.hideMissing(from.positions, to.positions);
    }
    this.ghostsFrom = from.ghosts;
    this.ghostsTo = to.ghosts;
    this.move(u);
    return isOther;
  }

  /** Lets the time of a motion be u, 0…1; at 1 it is over. */
  advance(u: number): void {
    const { motion } = this;
    if (!motion) return;
    this.move(u);
    if (u < 1) return;
    this.motion = null;
    this.states.hideMissing(this.positions);
    this.measure();
  }

  private move(u: number): void {
    const { motion } = this;
    if (!motion) return;
    this.nChanges++;
    motion.u = u;
    const share = shareOf({ ...motion, stagger: 0 }, 0);
    this.ghosts = this.ghosts.map((ghost, index) => ({ ...ghost, position: mixed(this.ghostsFrom[index] ?? ghost.position, this.ghostsTo[index] ?? ghost.position, share) }));
  }

  /** Everything that `fit` must bring into view, `[m, 3]`; of very many rows the outermost. */
  extent(): Float32Array {
    return this.look().outermost;
  }

  glyphs(): { radiusPx: number; selectedRadiusPx: number } {
    return glyphRadii(this.n);
  }

  /** Takes the measure of what there is. */
  measure(): void {
    const { centre, radius, outermost } = this.look();
    if (outermost.length === 0) return;
    this.centre = centre;
    this.radius = radius;
    this.isFlat = isFlatLayout(outermost);
  }

  private look(): Extent {
    const extra = [...this.ghosts, ...(this.static?.forms ?? []), ...(this.static?.words ?? []), ...(this.typed ? [this.typed.word] : [])].map((item) => item.position);
    for (const { height } of this.floors?.floors ?? []) extra.push(...cornersOf(height, this.floors?.half ?? 0));
    return cloudExtent(this.data.within ?? this.positions, extra);
  }
}
