import { glyphRadii } from './draw-context';
import { distancesFrom, meanPosition, mixed, positionAt } from './positions';
import { makeThreads, type ThreadList } from './thread-list';
import { makeTrail, type Trail } from './typed';
import type { CloudData, Ghost, Position, StaticData, TypedWord } from './types';

/** Opacity of rows outside the filter. */
export const DIM = 0.16;
const MAX_STAGGER_MS = 240;
const STAGGER_MS = 6;

const EMPTY: CloudData = { positions: new Float32Array(0), categories: new Uint8Array(0), categoryLabels: [], contexts: [], ghosts: [], ghostOf: new Int32Array(0) };

/** What the scene shows, without any drawing: rows and where they are just now, selection, filter, typed word, static forms. */
export class CloudModel {
  data: CloudData = EMPTY;
  /** Where rows are at this moment, `[n, 3]`; differs from `data.positions` during a morph. */
  positions = new Float32Array(0);
  ghosts: Ghost[] = [];
  /** Per row 0…1. */
  opacity = new Float32Array(0);
  emphasis = new Float32Array(0);
  selection: readonly number[] = [];
  hover: number | null = null;
  filter: Uint8Array | null = null;
  typed: { readonly word: TypedWord; readonly trail: Trail; u: number } | null = null;
  static: StaticData | null = null;
  centre: Position = [0, 0, 0];
  radius = 1;

  get n(): number {
    return this.data.categories.length;
  }

  get isFlat(): boolean {
    const all = this.extent();
    for (let i = 2; i < all.length; i += 3) if (all[i] !== 0) return false;
    return all.length > 0;
  }

  setCloud(data: CloudData): void {
    const n = data.categories.length;
    if (data.positions.length !== n * 3 || data.ghostOf.length !== n || (data.contexts.length !== 0 && data.contexts.length !== n)) {
      throw new Error(`A cloud of ${n} rows needs ${n * 3} coordinates, ${n} ghost indices and ${n} or no contexts.`);
    }
    this.data = data;
    this.positions = data.positions.slice();
    this.ghosts = data.ghosts.slice();
    this.selection = this.selection.filter((row) => row < n);
    if (this.hover !== null && this.hover >= n) this.hover = null;
    if (this.filter && this.filter.length !== n) this.filter = null;
    this.measure();
    this.restate();
  }

  setTyped(word: TypedWord | null): void {
    this.typed = word && { word, trail: makeTrail(word), u: 1 };
  }

  /** Recomputes opacity and emphasis after selection, hover or filter changed. */
  restate(): void {
    this.opacity = new Float32Array(this.n).fill(1);
    this.emphasis = new Float32Array(this.n);
    if (this.filter) for (let row = 0; row < this.n; row++) if (this.filter[row] === 0) this.opacity[row] = DIM;
    for (const row of this.selection) {
      if (row < 0 || row >= this.n) continue;
      this.emphasis[row] = 1;
      this.opacity[row] = 1;
    }
  }

  threads(): ThreadList {
    const { categories, ghostOf } = this.data;
    let emphasis = this.emphasis;
    if (this.hover !== null && emphasis[this.hover] === 0) {
      emphasis = emphasis.slice();
      emphasis[this.hover] = 0.6;
    }
    return makeThreads({ positions: this.positions, categories, ghostOf, ghosts: this.ghosts.map((ghost) => ghost.position), opacity: this.opacity, emphasis });
  }

  /** A function of u (0…1) that moves rows and ghosts from where they are to where they shall be, one after another. */
  morph(target: Float32Array, durationMs: number, ghostPositions: readonly Position[] | undefined, ease: (u: number) => number): (u: number) => void {
    if (target.length !== this.positions.length) throw new Error(`A morph of ${this.n} rows needs ${this.n * 3} coordinates, got ${target.length}.`);
    const from = this.positions.slice();
    const fromGhosts = this.ghosts.map((ghost) => ghost.position);
    const stagger = Math.min(MAX_STAGGER_MS, STAGGER_MS * this.n, durationMs / 2) / Math.max(durationMs, 1);
    return (u) => {
      for (let row = 0; row < this.n; row++) {
        const delay = this.n > 1 ? (stagger * row) / (this.n - 1) : 0;
        const share = ease(Math.min(1, Math.max(0, (u - delay) / (1 - stagger))));
        const to = positionAt(target, row);
        this.positions.set(share === 1 ? to : mixed(positionAt(from, row), to, share), row * 3);
      }
      const share = ease(u);
      this.ghosts = this.ghosts.map((ghost, index) => {
        const before = fromGhosts[index] ?? ghost.position;
        return { ...ghost, position: mixed(before, ghostPositions?.[index] ?? before, share) };
      });
      if (u === 1) this.measure();
    };
  }

  /** Everything that `fit` must bring into view, `[m, 3]`. */
  extent(): Float32Array {
    const extra = [...this.ghosts, ...(this.static?.forms ?? []), ...(this.static?.words ?? [])].map((item) => item.position);
    if (this.typed) extra.push(this.typed.word.position);
    const all = new Float32Array(this.positions.length + extra.length * 3);
    all.set(this.positions);
    extra.forEach((position, index) => all.set(position, this.positions.length + index * 3));
    return all;
  }

  glyphs(): { radiusPx: number; selectedRadiusPx: number } {
    return glyphRadii(this.n);
  }

  /** Centre and radius (95th percentile) of the rows, or of the static forms and words where there are no rows. */
  measure(): void {
    const positions = this.n > 0 ? this.positions : this.extent();
    if (positions.length === 0) return;
    this.centre = meanPosition(positions);
    const radii = distancesFrom(this.centre, positions).sort();
    this.radius = Math.max(1e-6, radii[Math.ceil(0.95 * radii.length) - 1] as number);
  }
}

/** A, B, … Z, then AA, AB, …: the letter of the index-th selected occurrence. */
export function tagOf(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : tagOf(Math.floor(index / 26) - 1) + tagOf(index % 26);
}
