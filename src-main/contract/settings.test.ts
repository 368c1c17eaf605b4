import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, defaultSettings, ZOOM_STEPS, zoomed } from './settings';

describe('the settings of a first start', () => {
  it('open the deep model, or the small one where memory is short', () => {
    expect(defaultSettings(16e9)).toEqual(DEFAULT_SETTINGS);
    expect(DEFAULT_SETTINGS.modelId).toBe('mpnet-base');
    expect(defaultSettings(3.9e9)).toEqual({ ...DEFAULT_SETTINGS, modelId: 'minilm-l6' });
  });

  it('follow the theme of the system', () => {
    expect(defaultSettings(16e9, 'light').theme).toBe('light');
  });
});

describe('the size of the window', () => {
  it('goes through its steps and stays within them', () => {
    const up: number[] = [];
    for (let zoom = 0.8; up.at(-1) !== zoom; zoom = zoomed(zoom, 'in')) up.push(zoom);
    expect(up).toEqual(ZOOM_STEPS);
    expect(zoomed(2, 'in')).toBe(2);
    expect(zoomed(1.25, 'out')).toBe(1.1);
    expect(zoomed(0.8, 'out')).toBe(0.8);
    expect(zoomed(1.75, 'reset')).toBe(1);
  });

  it('goes on from a size that is none of the steps', () => {
    expect([zoomed(1.3, 'in'), zoomed(1.3, 'out')]).toEqual([1.5, 1.25]);
  });
});
