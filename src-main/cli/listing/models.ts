import { hasHalves } from '@contract/layers/layer-mix';
import { oneSide, type InstalledModel, type ModelCard } from '@contract/model-card';
import { plainTable } from '../table';

/** Prints what is installed. */
export async function modelsCommand(library: { list(): Promise<readonly InstalledModel[]> }): Promise<number> {
  const cards = await library.list();
  const rows = cards.map((card) => [
    card.id, card.kind, String(card.nLayers), dimsOf(card), contextOf(card), card.tokenizer, card.nParameters.toLocaleString('en-GB'),
    `${(card.nBytes / 1e6).toFixed(1)} MB`, card.isBundled ? 'bundled' : 'imported', card.licence,
  ]);
  process.stdout.write(plainTable(['id', 'kind', 'layers', 'dims', 'context', 'tokenizer', 'parameters', 'on disk', 'origin', 'licence'], rows));
  return 0;
}

/** "768"; "400/1152/1152/400" where layers are of several widths, "2 × …" where two readers stand one behind another. */
function dimsOf({ dim, recurrent }: ModelCard): string {
  return recurrent === undefined ? String(dim) : `${recurrent.reads === 'both' ? '2 × ' : ''}${recurrent.widths.join('/')}`;
}

/** From which side of a word its context comes; "both, apart": from two readers of which neither knows the other. */
function contextOf(card: ModelCard): string {
  if (card.kind === 'static') return 'none';
  return oneSide(card) ?? (hasHalves(card) ? 'both, apart' : 'both');
}
