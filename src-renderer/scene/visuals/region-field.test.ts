import { describe, expect, it } from 'vitest';
import { BANDWIDTH_PX, regionField, type RegionField } from './region-field';

function at({ values, columns, cellPx }: RegionField, x: number, y: number): number {
  return values[Math.round(y / cellPx) * columns + Math.round(x / cellPx)] as number;
}
const three = { x: [100, 100, 100], y: [80, 80, 80] };

describe('regionField', () => {
  it('is 1 at a single point per point, and falls off as a Gaussian of 19 px', () => {
    const field = regionField(three.x, three.y, 400, 300) as RegionField;
    expect(at(field, 100, 80)).toBeCloseTo(3, 2);
    expect(at(field, 100 + 20, 80)).toBeCloseTo(3 * Math.exp(-(20 ** 2) / (2 * BANDWIDTH_PX ** 2)), 2);
    expect(at(field, 300, 200)).toBe(0);
  });
  it('takes out strays without touching the rest', () => {
    const alone = regionField(three.x, three.y, 400, 300) as RegionField;
    const field = regionField([...three.x, 300], [...three.y, 200], 400, 300) as RegionField;
    expect(at(field, 300, 200)).toBe(0);
    expect(at(field, 116, 80)).toBeCloseTo(at(alone, 116, 80), 6);
  });
  it('has nothing to show for scattered points, and for points off the screen', () => {
    expect(regionField([50, 200, 350, 50, 350], [50, 150, 250, 250, 50], 400, 300)).toBeNull();
    expect(regionField([-50, 900, 20], [50, 50, -99], 400, 300)).toBeNull();
  });
  it('judges islands at the level asked for', () => {
    const x = [100, 100, 100, 165], y = [100, 100, 100, 100];
    expect(at(regionField(x, y, 400, 300, 0.22) as RegionField, 165, 100)).toBeGreaterThan(0.9);
    expect(at(regionField(x, y, 400, 300, 0.9) as RegionField, 165, 100)).toBeLessThan(0.2);
  });
});
