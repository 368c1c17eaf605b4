import type { InstalledModel, ModelCard } from '@contract/model-card';
import type { CatalogueEntry, ChosenModel, DownloadPlan, DownloadSource } from '@contract/model-import';

const cards = import.meta.glob<ModelCard>('../../../models/*/model.json', { eager: true, import: 'default' });

const installed = (card: ModelCard, isBundled: boolean): InstalledModel =>
  ({ ...card, isBundled, nBytes: Object.values(card.files).reduce((sum, { nBytes }) => sum + nBytes, 0) });

/** The models of the repository, by their own cards. */
export const SHIPPED_MODELS: readonly InstalledModel[] = Object.keys(cards).sort().flatMap((path) => { const card = cards[path]; return card === undefined ? [] : [installed(card, true)]; });

/** A model that somebody imported: another one's card under a name of its own. */
export function importedModel(id: string, name: string, licence: string): InstalledModel {
  const card = SHIPPED_MODELS.find(({ kind }) => kind === 'bert');
  if (card === undefined) throw new Error('There is no transformer among the models of the repository.');
  return { ...card, id, name, licence, source: 'made up for this page', isBundled: false };
}

/** A ULMFiT that somebody imported: its figures are those of the first layers of another card. */
export function importedUlmfit(): InstalledModel {
  const card = importedModel('ulmfit', 'ULMFiT', 'Apache-2.0');
  const recurrent = { reads: 'forward', widths: [400, 1152, 1152, 400] } as const;
  const first = (values: readonly number[]): readonly number[] => values.slice(0, recurrent.widths.length);
  const { sampleSha256, nOccurrences, nPairs, seed, meanCosine: { mean, first: firsts, last, sentence } } = card.background;
  return {
    ...card, kind: 'ulmfit', architecture: 'awd-lstm', nLayers: 4, dim: 1152, tokenizer: 'fastai-words', recurrent,
    background: { sampleSha256, nOccurrences, nPairs, seed, meanCosine: { mean: first(mean), first: first(firsts), last: first(last), sentence: first(sentence) }, ghostR2: null },
  };
}

/** How a download goes is told by its id. */
export const FAKE_CATALOGUE: readonly CatalogueEntry[] = [
  { id: 'arrives', name: 'Model that arrives', description: 'fetched at once', licence: 'Apache-2.0', nBytes: 90_000_000, host: 'models.example', isStatic: false },
  { id: 'stays', name: 'Model on its way', description: 'two fifths are here', licence: 'MIT', nBytes: 440_000_000, host: 'models.example', isStatic: false },
  { id: 'fails', name: 'Model that fails', description: 'its digest is another one', licence: 'CC BY 4.0', nBytes: 1_200_000_000, host: 'vectors.example', isStatic: true },
];

export function planOf(source: DownloadSource): DownloadPlan {
  const entry = FAKE_CATALOGUE.find(({ id }) => source.by === 'catalogue' && id === source.id);
  const name = source.by === 'hub' ? source.name : source.id;
  const nBytes = entry?.nBytes ?? 250_000_000;
  return {
    source, name: entry?.name ?? name, id: entry?.id ?? name.split('/')[1] ?? name, licence: entry?.licence ?? 'not stated', host: entry?.host ?? 'huggingface.co',
    files: [{ name: 'config.json', nBytes: 570 }, { name: 'model.safetensors', nBytes: nBytes - 570 }], nBytes, nBytesHere: 0, nFreeBytes: 80_000_000_000,
    checkedBy: 'published-digest', isStatic: entry?.isStatic ?? false,
  };
}

/** What any folder or file that is chosen turns out to be. */
export const chosenModel = (what: 'folder' | 'file'): ChosenModel => (what === 'folder'
  ? { handle: 'folder', path: '/models/tiny-bert', name: 'Tiny BERT', id: 'tiny-bert', description: 'BERT, 2 blocks, 128 wide', isStatic: false, nWords: null, nBytes: 17_600_000, licence: 'Apache-2.0' }
  : { handle: 'file', path: '/models/words.vec', name: 'Words', id: 'words', description: 'fastText, 300 wide', isStatic: true, nWords: 999_994, nBytes: 2_260_000_000, licence: null });
