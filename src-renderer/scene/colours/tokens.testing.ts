import type { SceneTokens } from '../types';

/** Plain colours for tests. */
export const TEST_TOKENS: SceneTokens = {
  isDark: true,
  scene: '#111014',
  sceneLift: '#1b191f',
  ink: '#eeecf0',
  ink2: '#bcb8c2',
  ink3: '#9893a0',
  inkInverse: '#141317',
  ghost: '#f6f4f8',
  threadRoot: 'rgba(238,236,240,.30)',
  marks: Array.from({ length: 9 }, (_, i) => `#${i}${i}8899`),
  markInks: Array.from({ length: 9 }, (_, i) => `#${i}${i}aabb`),
  sequence: Array.from({ length: 7 }, (_, i) => `#${i}0${i}0${i}0`),
  fontUi: 'sans-serif',
  fontText: 'serif',
  fitMs: 260,
  flyMs: 1400,
};
