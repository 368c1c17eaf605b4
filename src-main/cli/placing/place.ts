import type { DevicePreference, Pooling } from '@contract/embedding';
import { Failure } from '@contract/failure';
import { shapeOf } from '@contract/model-card';
import type { Occurrence, Sense, SentenceSet } from '@contract/occurrence';
import { drained } from '@contract/steps';
import { nearestToVector } from '@semantics/neighbours';
import { VERDICT_NEIGHBOURS, type Placement } from '@semantics/placement';
import { wordPlacerSteps, type WordPlacer } from '@semantics/word-placer';
import { takeRows, vectorAt, type VectorTable } from '@vectors/vector-table';
import type { PresetLibrary } from '../../corpora/preset-library';
import type { InferenceService } from '../../inference/process/service';
import type { ModelLibrary } from '../../models/library';
import { requireDevice } from '../device';
import { readNamedSet } from '../input/named-set';
import { showProgress } from '../progress';
import { plainTable } from '../table';
import { readPlaced, type PlacedItem } from './placed-items';

export interface PlaceOptions {
  readonly model: string;
  /** Id of a bundled set, or a file as `embed` reads it with a column `sense`. */
  readonly set: string;
  readonly word: string | null;
  /** A number, `last`, or `best`: where the nearest occurrence has the same sense most often. */
  readonly layer: string;
  readonly pool: Exclude<Pooling, 'sentence'>;
  readonly device: DevicePreference;
  readonly json: boolean;
  /** Each `SENTENCE::WORD`. */
  readonly items: readonly string[];
}

export interface PlaceServices {
  readonly library: ModelLibrary;
  readonly presets: PresetLibrary;
  readonly inference: InferenceService;
  readonly signal: AbortSignal;
}

interface Placed extends PlacedItem {
  readonly placement: Placement;
  readonly neighbours: readonly { readonly occurrence: Occurrence; readonly distance: number }[];
}

/** Says which sense of a labelled set new sentences have, and how sure that is. @returns the exit code */
export async function placeCommand(options: PlaceOptions, { library, presets, inference, signal }: PlaceServices): Promise<number> {
  const card = await library.card(options.model);
  const set = await readNamedSet(options, presets);
  if (set.senses.length === 0) throw new Failure('bad-input', `No occurrence of ${options.set} has a sense. Name the column of senses “sense”.`);
  const items = options.items.map((item) => readPlaced(item, set.occurrences));
  const request = { modelId: card.id, pooling: options.pool, device: options.device };
  const summary = await inference.embed({ ...request, occurrences: set.occurrences }, { signal, onProgress: showProgress });
  requireDevice(options.device, summary);
  const layer = layerOf(options.layer, shapeOf(card, options.pool).nLayers, summary.senseRecall);
  const { table } = inference.stored(summary.key);
  const typed = await inference.embed({ ...request, isAside: true, occurrences: items.map(({ occurrence }) => occurrence) }, { signal });
  const unknown = typed.missing[0];
  if (unknown !== undefined) throw new Failure('bad-input', `${card.name} has no vector for “${items[unknown]?.written ?? ''}”. Choose another word or model.`);
  const vectors = inference.stored(typed.key).table;
  const placers = new Map<string, WordPlacer & { readonly own: VectorTable }>();
  const placed = items.map((item, at): Placed => {
    const known = placers.get(item.occurrence.word) ?? placerOf(table, layer, set, item.occurrence.word);
    placers.set(item.occurrence.word, known);
    const vector = vectorAt(vectors, at, layer);
    const near = nearestToVector(known.own, layer, vector, VERDICT_NEIGHBOURS);
    return { ...item, placement: known.placer.place(vector), neighbours: near.map(({ row, distance }) => ({ occurrence: set.occurrences[known.rows[row] as number] as Occurrence, distance })) };
  });
  process.stdout.write(options.json ? `${JSON.stringify(placed.map((one) => resultOf(one, layer)), null, 2)}\n` : textOf(placed, set.senses, layer));
  return 0;
}

function placerOf(table: VectorTable, layer: number, { occurrences }: SentenceSet, word: string): WordPlacer & { readonly own: VectorTable } {
  const known = drained(wordPlacerSteps(table, layer, occurrences, word));
  return { ...known, own: takeRows(table, known.rows) };
}

function layerOf(wanted: string, nLayers: number, recall: readonly number[] | null): number {
  if (wanted === 'last') return nLayers - 1;
  if (wanted === 'best') {
    if (recall === null) throw new Failure('bad-input', 'No layer can be called best: no sense stands in two sentences. Give --layer a number or last.');
    return recall.indexOf(Math.max(...recall));
  }
  const layer = /^\d+$/u.test(wanted) ? Number(wanted) : NaN;
  if (!(layer < nLayers)) throw new Failure('bad-input', `There is no layer “${wanted}”. Give a number from 0 to ${nLayers - 1}, last or best.`);
  return layer;
}

const round = (value: number): number => Math.round(value * 1e6) / 1e6;

const resultOf = ({ occurrence: { text, word, charStart, charEnd }, placement, neighbours }: Placed, layer: number): unknown => ({
  text,
  word,
  charStart,
  charEnd,
  layer,
  sense: placement.sense,
  votes: placement.votes,
  confidence: round(placement.confidence),
  outside: placement.isOutside,
  distance: round(placement.distance),
  usual: round(placement.usual),
  neighbours: neighbours.map(({ occurrence, distance }) => ({
    text: occurrence.text,
    charStart: occurrence.charStart,
    charEnd: occurrence.charEnd,
    sense: occurrence.labels['sense'],
    distance: round(distance),
  })),
});

function textOf(placed: readonly Placed[], senses: readonly Sense[], layer: number): string {
  const labelOf = (id: string): string => senses.find((sense) => sense.id === id)?.label ?? id;
  const rows = placed.map(({ occurrence, placement: { sense, votes, confidence, isOutside } }) =>
    [isOutside ? `outside (${labelOf(sense)}?)` : labelOf(sense), votes.map((vote) => `${vote.n} ${labelOf(vote.sense)}`).join(', '), confidence.toFixed(2), occurrence.text]);
  return `layer ${layer}\n${plainTable(['sense', 'votes of 8', 'confidence', 'sentence'], rows)}`;
}
