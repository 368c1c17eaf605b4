import type { LearnedMixOfSet } from '@contract/layers/learned-mix';
import { Fits } from './fits.svelte';

/** Mixes of layers that were learned of the set on screen. */
export const learnedMixes = new Fits<LearnedMixOfSet>();
