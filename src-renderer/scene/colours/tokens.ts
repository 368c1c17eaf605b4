import type { SceneTokens } from '../types';

/** Reads the scene's colours, fonts and durations from the design tokens in force at `element`. */
export function readSceneTokens(element: Element): SceneTokens {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(name).trim();
  const eachCategory = (suffix: string): string[] => Array.from({ length: 9 }, (_, category) => token(`--cat-${category}${suffix}`));
  return {
    isDark: style.colorScheme.includes('dark'),
    scene: token('--scene'),
    sceneLift: token('--scene-lift'),
    ink: token('--ink'),
    ink2: token('--ink-2'),
    ink3: token('--ink-3'),
    inkInverse: token('--ink-inverse'),
    ghost: token('--ghost'),
    threadRoot: token('--thread-root'),
    marks: eachCategory(''),
    markInks: eachCategory('-ink'),
    sequence: Array.from({ length: 7 }, (_, step) => token(`--seq-${step}`)),
    fontUi: token('--font-ui'),
    fontText: token('--font-text'),
    fitMs: readDuration(token('--dur-3')),
    flyMs: readDuration(token('--dur-fly')),
  };
}

/** `260ms`, `.26s` or `0` in ms; builds may rewrite one form into another. */
export function readDuration(text: string): number {
  const value = parseFloat(text);
  if (!Number.isFinite(value)) return 0;
  return /[^m]s$/.test(text) ? value * 1000 : value;
}
