import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, defaultSettings } from './settings';

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
