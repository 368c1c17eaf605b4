/** `cloud`: one layer, in a map of its own. `flight`: one of all layers, in maps that are laid together. `strata`: those maps above each other. `compare`: the cloud, and another one at its left. */
export const VIEW_MODES = ['cloud', 'flight', 'strata', 'compare'] as const;
export type ViewMode = (typeof VIEW_MODES)[number];
