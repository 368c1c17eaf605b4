import { distanceBetween, mixed } from './positions';
import type { Position, TypedPoint } from './types';

const STEPS_A_LEG = 10;

/** The trail of a typed word: a smooth curve through its path, sampled; `nodes` are the indices of the path's own places in it. */
export interface Trail {
  readonly samples: readonly Position[];
  readonly nodes: readonly number[];
}

/** Centripetal Catmull–Rom (Yuksel, Schaefer & Keyser 2011) through every place of the path: no loops at short legs. */
export function makeTrail({ path, position }: TypedPoint): Trail {
  const places = path.filter((place, index) => index === 0 || distanceBetween(place, path[index - 1] as Position) > 1e-6);
  if (places.length > 0 && distanceBetween(places[places.length - 1] as Position, position) > 1e-6) places.push(position);
  if (places.length < 2) return { samples: [position], nodes: [] };
  const at = (index: number): Position => {
    const first = places[0] as Position, last = places[places.length - 1] as Position;
    if (index < 0) return mirror(places[1] as Position, first);
    return index < places.length ? (places[index] as Position) : mirror(places[places.length - 2] as Position, last);
  };
  const samples: Position[] = [places[0] as Position];
  const nodes = [0];
  for (let leg = 0; leg < places.length - 1; leg++) {
    for (let step = 1; step <= STEPS_A_LEG; step++) samples.push(onLeg(at(leg - 1), at(leg), at(leg + 1), at(leg + 2), step / STEPS_A_LEG));
    nodes.push(samples.length - 1);
  }
  return { samples, nodes };
}

/** Where the word is after the share u (0…1) of its flight: equal times for equal lengths. */
export function placeOnTrail({ samples }: Trail, u: number): { readonly position: Position; readonly sample: number } {
  const lengths = samples.map((sample, index) => (index === 0 ? 0 : distanceBetween(sample, samples[index - 1] as Position)));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  let left = u * total;
  for (let index = 1; index < samples.length; index++) {
    const length = lengths[index] as number;
    if (left > length && index < samples.length - 1) {
      left -= length;
      continue;
    }
    const share = length === 0 ? 1 : Math.min(1, left / length);
    return { position: mixed(samples[index - 1] as Position, samples[index] as Position, share), sample: index - 1 + share };
  }
  return { position: samples[samples.length - 1] as Position, sample: samples.length - 1 };
}

function onLeg(p0: Position, p1: Position, p2: Position, p3: Position, u: number): Position {
  const knot = (a: Position, b: Position): number => Math.sqrt(Math.max(distanceBetween(a, b), 1e-9));
  const t1 = knot(p0, p1), t2 = t1 + knot(p1, p2), t3 = t2 + knot(p2, p3);
  const t = t1 + (t2 - t1) * u;
  const a1 = mixed(p0, p1, t / t1), a2 = mixed(p1, p2, (t - t1) / (t2 - t1)), a3 = mixed(p2, p3, (t - t2) / (t3 - t2));
  return mixed(mixed(a1, a2, t / t2), mixed(a2, a3, (t - t1) / (t3 - t1)), u);
}

function mirror(a: Position, centre: Position): Position {
  return mixed(a, centre, 2);
}
