// What `contexture place` is worth on sentences that had no part in it: one JSON object on stdout. The split is fixed: a sentence is held out where
// the SHA-256 of its text, as a number, is a multiple of five.
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Occurrence } from '../../src-main/contract/occurrence';
import { mulberry32, shuffle } from '../../src-main/contract/prng';
import { drained } from '../../src-main/contract/steps';
import { PresetLibrary } from '../../src-main/corpora/preset-library';
import { InferenceService } from '../../src-main/inference/process/service';
import { ModelLibrary } from '../../src-main/models/library';
import { installationPaths } from '../../src-main/platform/paths';
import { nearestToVector } from '../../src-main/semantics/neighbours';
import { Placer, verdictKind, VERDICT_NEIGHBOURS, type Placement } from '../../src-main/semantics/placement';
import { senseRecallByLayer } from '../../src-main/semantics/sense-recall';
import { wordPlacerSteps } from '../../src-main/semantics/word-placer';
import { sentenceIds } from '../../src-main/semantics/sentence-ids';
import { layerRows, takeRows, vectorAt, type VectorTable } from '../../src-main/vectors/vector-table';

const [models = 'mpnet-base,minilm-l6,elmo-medium'] = process.argv.slice(2);
const N_NONSENSE = 40;
const isHeldOut = (text: string): boolean => BigInt(`0x${createHash('sha256').update(text).digest('hex')}`) % 5n === 0n;
const senseOf = ({ labels }: Occurrence): string => labels['sense'] ?? '';
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** Everyday sentences with “bank” as other languages write it, written for this bench. */
const OTHER_LANGUAGES = [
  'Die Bank hat heute schon um vier Uhr geschlossen.', 'Wir saßen auf der Bank im Park und aßen Äpfel.', 'Meine Tante arbeitet seit Jahren bei einer Bank in Köln.',
  'De bank is vandaag gesloten wegens een feestdag.', 'Hij ligt de hele dag op de bank televisie te kijken.', 'Zij opende gisteren een rekening bij deze bank.',
  'Han gick till bank med alla sina pengar i en väska.', 'Ta bank ma oddział na każdej ulicy naszego miasta.', 'Nasz bank podniósł wczoraj oprocentowanie kredytów.',
  'Ez a bank minden kedden később nyit ki.', 'Bu bank her sabah saat dokuzda kapılarını açıyor.', 'Denne bank har lukket sin afdeling i vores by.',
];

interface Case {
  readonly gold: string;
  readonly placement: Placement;
  /** The most votes of the eight nearest by cosine, nothing divided out. */
  readonly plain: string;
}

function placed(table: VectorTable, layer: number, occurrences: readonly Occurrence[], known: readonly number[], asked: readonly number[]): Case[] {
  const own = takeRows(table, known);
  const senses = known.map((row) => senseOf(occurrences[row] as Occurrence));
  const placer = Placer.of({ rows: { values: layerRows(own, layer), n: known.length, dim: table.dim }, senses, sentences: sentenceIds(known.map((row) => (occurrences[row] as Occurrence).text)) });
  return asked.map((row) => {
    const vector = vectorAt(table, row, layer);
    const votes = new Map<string, number>();
    for (const near of nearestToVector(own, layer, vector, VERDICT_NEIGHBOURS)) votes.set(senses[near.row] as string, (votes.get(senses[near.row] as string) ?? 0) + 1);
    const [plain] = [...votes].reduce((best, one) => (one[1] > best[1] ? one : best));
    return { gold: senseOf(occurrences[row] as Occurrence), placement: placer.place(vector), plain };
  });
}

function macro(cases: readonly Case[], foundOf: (one: Case) => string): number {
  return mean([...new Set(cases.map(({ gold }) => gold))].map((sense) => mean(cases.filter(({ gold }) => gold === sense).map((one) => (foundOf(one) === sense ? 1 : 0)))));
}

/** Expected calibration error (Guo et al. 2017) over ten bins. */
function calibrationError(cases: readonly Case[]): number {
  const bins = Array.from({ length: 10 }, (_, bin) => cases.filter(({ placement: { confidence } }) => Math.min(9, Math.floor(confidence * 10)) === bin)).filter((bin) => bin.length > 0);
  return bins.reduce(
    (sum, bin) =>
      sum +
      (bin.length / cases.length) *
        Math.abs(mean(bin.map(({ placement }) => placement.confidence)) - mean(bin.map(({ gold, placement }) => (placement.sense === gold ? 1 : 0)))),
    0,
  );
}

/** Words of the background in any order, the target among them. */
function nonsense(word: string): string[] {
  const words = readFileSync(join(process.cwd(), 'assets/background.txt'), 'utf8').toLowerCase().match(/[a-z]+/g) ?? [];
  const random = mulberry32(42);
  return Array.from({ length: N_NONSENSE }, () => {
    const salad = shuffle([...words.keys()], random).slice(0, 9).map((at) => words[at] ?? '');
    salad.splice(Math.floor(random() * 9), 0, word);
    return `${salad.join(' ')}.`;
  });
}

/** What is said of sentences without a right answer, at the last layer, by all occurrences of the word. */
async function withoutAnswer(modelId: string, word: string): Promise<Record<string, unknown>> {
  const { occurrences } = await presets.open(word);
  const { key } = await service.embed({ modelId, pooling: 'mean', device: 'cpu', occurrences });
  const { table } = service.stored(key);
  const layer = table.nLayers - 1;
  const { placer } = drained(wordPlacerSteps(table, layer, occurrences, word));
  const shares = async (sentences: readonly string[]): Promise<Record<string, number>> => {
    const kinds: string[] = [];
    for (const text of sentences) kinds.push(verdictKind(placer.place((await service.place({ key, layer, text, word, k: 1 })).vector)));
    return { outside: rounded(kinds.filter((kind) => kind === 'outside').length / kinds.length), between: rounded(kinds.filter((kind) => kind === 'between').length / kinds.length) };
  };
  return { nonsense: await shares(nonsense(word)), ...(word === 'bank' ? { otherLanguages: await shares(OTHER_LANGUAGES) } : {}) };
}

const work = mkdtempSync(join(tmpdir(), 'contexture-place-'));
const paths = installationPaths(process.cwd());
const service = new InferenceService(new ModelLibrary(paths.models), { embeddingsDir: work, shippedEmbeddingsDir: paths.presetVectors });
const presets = new PresetLibrary(paths.presets);
const words = (await presets.list()).filter(({ id, word }) => id === word).map(({ id }) => id);
const result: Record<string, unknown> = {};
for (const modelId of models.split(',')) {
  const all: Record<'best' | 'last', { readonly word: string; readonly layer: number; readonly macro: number; readonly plain: number; readonly cases: readonly Case[]; readonly unseen: number; readonly seen: number }[]> = { best: [], last: [] };
  for (const word of words) {
    const { occurrences } = await presets.open(word);
    const { table } = service.stored((await service.embed({ modelId, pooling: 'mean', device: 'cpu', occurrences })).key);
    const rows = [...occurrences.keys()];
    const known = rows.filter((row) => !isHeldOut((occurrences[row] as Occurrence).text));
    const held = rows.filter((row) => isHeldOut((occurrences[row] as Occurrence).text));
    const recall =
      senseRecallByLayer(takeRows(table, known), {
        senses: known.map((row) => senseOf(occurrences[row] as Occurrence)),
        sentences: sentenceIds(known.map((row) => (occurrences[row] as Occurrence).text)),
      }) ?? [];
    for (const [name, layer] of [['best', recall.indexOf(Math.max(...recall))], ['last', table.nLayers - 1]] as const) {
      const cases = placed(table, layer, occurrences, known, held);
      const hidden = [...new Set(occurrences.map(senseOf))].flatMap((sense) => {
        const isOther = (row: number): boolean => senseOf(occurrences[row] as Occurrence) !== sense;
        return placed(table, layer, occurrences, known.filter(isOther), rows.filter((row) => !isOther(row)));
      });
      const outside = (of: readonly Case[]): number => mean(of.map(({ placement }) => (placement.isOutside ? 1 : 0)));
      all[name].push({ word, layer, macro: macro(cases, ({ placement }) => placement.sense), plain: macro(cases, ({ plain }) => plain), cases, unseen: outside(hidden), seen: outside(cases) });
    }
  }
  result[modelId] = Object.fromEntries(Object.entries(all).map(([name, of]) => [name, {
    macroAccuracy: rounded(mean(of.map((one) => one.macro))), eightNearestByCosine: rounded(mean(of.map(({ plain }) => plain))), calibrationError: rounded(calibrationError(of.flatMap(({ cases }) => cases))),
    outsideOfUnseenSenses: rounded(mean(of.map(({ unseen }) => unseen))), outsideOfKnownSenses: rounded(mean(of.map(({ seen }) => seen))), nHeldOut: of.flatMap(({ cases }) => cases).length,
    byWord: Object.fromEntries(of.map((one) => [one.word, { layer: one.layer, macro: rounded(one.macro), unseen: rounded(one.unseen), seen: rounded(one.seen) }])),
  }]));
  result[modelId] = { ...result[modelId] as object, withoutAnswer: { bank: await withoutAnswer(modelId, 'bank'), run: await withoutAnswer(modelId, 'run') } };
}
await service.release();
rmSync(work, { recursive: true, force: true });
process.stdout.write(`${JSON.stringify(result)}\n`);
