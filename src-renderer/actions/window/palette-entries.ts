import type { PaletteEntry } from '../../state/panels/palette/palette-match';

export type NamedCommand = readonly [id: string, says: string, run: () => void];

/** Commands without a key of their own, as the palette lists them. */
export const entriesOf = (group: string, commands: readonly NamedCommand[]): PaletteEntry[] => commands.map(([id, says, run]) => ({ id, group, says, keys: '', run }));
