import { describe, expect, it } from 'vitest';
import { ChosenPaths } from './chosen-paths';

describe('chosen paths', () => {
  it('are found under their handles, and nothing else is', () => {
    const chosen = new ChosenPaths();
    const handle = chosen.add('/models/a');
    expect(chosen.pathOf(handle)).toBe('/models/a');
    expect(handle).not.toContain('models');
    expect(chosen.add('/models/a')).toBe(handle);
    expect(() => chosen.pathOf('/models/a')).toThrow('not chosen by a person');
  });

  it('are several under one handle', () => {
    const chosen = new ChosenPaths();
    const handle = chosen.add('/a', '/b');
    expect(chosen.pathsOf(handle)).toEqual(['/a', '/b']);
    expect(chosen.add('/a', '/b')).toBe(handle);
    expect(chosen.add('/a')).not.toBe(handle);
  });

  it('are forgotten when many newer ones have come', () => {
    const chosen = new ChosenPaths();
    const first = chosen.add('/first');
    const handles = Array.from({ length: 100 }, (_, i) => chosen.add(`/${i}`));
    expect(() => chosen.pathOf(first)).toThrow('not chosen by a person');
    expect(handles.map((handle) => chosen.pathOf(handle))).toEqual(Array.from({ length: 100 }, (_, i) => `/${i}`));
  });
});
