import type { ModelLibrary } from '../models/library';
import { plainTable } from './table';

/** Prints what is installed. */
export async function modelsCommand(library: ModelLibrary): Promise<number> {
  const cards = await library.list();
  const rows = cards.map((card) => [card.id, card.kind, String(card.nLayers), String(card.dim), card.nParameters.toLocaleString('en-GB'), `${(card.nBytes / 1e6).toFixed(1)} MB`, card.isBundled ? 'bundled' : 'imported', card.licence]);
  process.stdout.write(plainTable(['id', 'kind', 'layers', 'dims', 'parameters', 'on disk', 'origin', 'licence'], rows));
  return 0;
}
