import { Vector3 } from 'three';
import { parseColour } from './colour';

export function colourVectors(count: number): Vector3[] {
  return Array.from({ length: count }, () => new Vector3());
}

/** Writes colours, as they are written (sRGB), into vectors; opacity is left out. */
export function setColours(vectors: readonly Vector3[], colours: readonly string[]): void {
  vectors.forEach((vector, index) => {
    const [r, g, b] = parseColour(colours[index] ?? '#000000');
    vector.set(r, g, b);
  });
}
