// What the type bar would say of sentences whose right answer is known: one JSON object on stdout.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Neighbour } from '../../src-main/contract/embedding';
import { mulberry32, shuffle } from '../../src-main/contract/prng';
import { PresetLibrary } from '../../src-main/corpora/preset-library';
import { InferenceService } from '../../src-main/inference/process/service';
import { ModelLibrary } from '../../src-main/models/library';
import { installationPaths } from '../../src-main/platform/paths';
import { clampDistance, dot, norm } from '../../src-main/vectors/cosine';
import { senseReaches } from '../../src-main/semantics/sense-distances';
import { sentenceIds } from '../../src-main/semantics/sentence-ids';
import { vectorAt, type VectorTable } from '../../src-main/vectors/vector-table';
import { VERDICT_NEIGHBOURS, senseVerdictOf, type SenseVerdict } from '../../src-main/semantics/verdict';

const root = process.cwd();
const paths = installationPaths(root);
const N_NONSENSE = 40;

/** Everyday sentences with “bank” as other languages write it, written for this bench. */
const OTHER_LANGUAGES = [
  'Die Bank hat heute schon um vier Uhr geschlossen.', 'Wir saßen auf der Bank im Park und aßen Äpfel.', 'Meine Tante arbeitet seit Jahren bei einer Bank in Köln.',
  'De bank is vandaag gesloten wegens een feestdag.', 'Hij ligt de hele dag op de bank televisie te kijken.', 'Zij opende gisteren een rekening bij deze bank.',
  'Han gick till bank med alla sina pengar i en väska.', 'Ta bank ma oddział na każdej ulicy naszego miasta.', 'Nasz bank podniósł wczoraj oprocentowanie kredytów.',
  'Ez a bank minden kedden később nyit ki.', 'Bu bank her sabah saat dokuzda kapılarını açıyor.', 'Denne bank har lukket sin afdeling i vores by.',
];

type Kind = SenseVerdict['kind'] | 'none';

interface Judge {
  readonly table: VectorTable;
  readonly layer: number;
  readonly senses: readonly (string | null)[];
  readonly texts: readonly string[];
}

/** The verdict on a vector by the rows that `isVoter` lets vote. */
function judged({ table, layer, senses }: Judge, vector: Float32Array, reaches: ReadonlyMap<string, number>, isVoter: (row: number) => boolean): { kind: Kind; sense: string | null; n: number } {
  const length = norm(vector);
  const neighbours: Neighbour[] = [];
  for (let row = 0; row < table.nRows; row++) {
    if (senses[row] === null || !isVoter(row)) continue;
    const other = vectorAt(table, row, layer);
    neighbours.push({ row, distance: clampDistance(1 - dot(vector, other) / (length * norm(other))) });
  }
  const voters = neighbours.sort((a, b) => a.distance - b.distance).slice(0, VERDICT_NEIGHBOURS);
  const verdict = senseVerdictOf(voters, senses, reaches);
  return verdict === null ? { kind: 'none', sense: null, n: 0 } : { kind: verdict.kind, sense: verdict.sense, n: verdict.votes[0]?.n ?? 0 };
}

const share = (n: number, of: number): string => `${n} of ${of} (${((100 * n) / Math.max(1, of)).toFixed(0)} %)`;
const labelsOf = ({ texts, senses }: Judge, isKept: (row: number) => boolean) => ({ senses: senses.map((sense, row) => (isKept(row) ? sense : null)), sentences: sentenceIds(texts) });

/** Every sentence judged by the others. */
function leftOut(judge: Judge): Record<string, string> {
  const reaches = senseReaches(judge.table, judge.layer, labelsOf(judge, () => true));
  const rows = judge.texts.keys();
  let [nNamed, nRight, nOutside, nBetween, n] = [0, 0, 0, 0, 0];
  for (const row of rows) {
    const { kind, sense } = judged(judge, vectorAt(judge.table, row, judge.layer), reaches, (other) => judge.texts[other] !== judge.texts[row]);
    n++;
    if (kind === 'nearest') { nNamed++; if (sense === judge.senses[row]) nRight++; }
    if (kind === 'outside') nOutside++;
    if (kind === 'between') nBetween++;
  }
  return { named: share(nNamed, n), ofThemRight: share(nRight, nNamed), between: share(nBetween, n), goodSentencesRefused: share(nOutside, n) };
}

/** A sense taken out of the set, its sentences typed: caught is whatever names no sense. */
function unseen(judge: Judge): Record<string, string> {
  let [nOutside, nBetween, n] = [0, 0, 0];
  for (const hidden of new Set(judge.senses)) {
    const isKept = (row: number): boolean => judge.senses[row] !== hidden;
    const reaches = senseReaches(judge.table, judge.layer, labelsOf(judge, isKept));
    for (const [row, sense] of judge.senses.entries()) {
      if (sense !== hidden) continue;
      n++;
      const { kind } = judged(judge, vectorAt(judge.table, row, judge.layer), reaches, isKept);
      if (kind === 'outside') nOutside++;
      if (kind === 'between') nBetween++;
    }
  }
  return { outside: share(nOutside, n), between: share(nBetween, n) };
}

/** Words of the background in any order, the target among them. */
function nonsense(word: string): string[] {
  const words = readFileSync(join(root, 'assets/background.txt'), 'utf8').toLowerCase().match(/[a-z]+/g) ?? [];
  const random = mulberry32(42);
  return Array.from({ length: N_NONSENSE }, () => {
    const salad = shuffle([...words.keys()], random).slice(0, 9).map((at) => words[at] ?? '');
    salad.splice(Math.floor(random() * 9), 0, word);
    return `${salad.join(' ')}.`;
  });
}

const work = mkdtempSync(join(tmpdir(), 'contexture-verdicts-'));
const service = new InferenceService(new ModelLibrary(paths.models), { embeddingsDir: work, shippedEmbeddingsDir: paths.presetVectors });
const presets = new PresetLibrary(paths.presets);
const result: Record<string, unknown> = {};
for (const modelId of ['mpnet-base', 'minilm-l6', 'elmo-medium']) {
  for (const word of ['bank', 'run']) {
    const { occurrences } = await presets.open(word);
    const { key, senseRecall } = await service.embed({ modelId, pooling: 'mean', device: 'cpu', occurrences });
    const { table } = service.stored(key);
    const layer = senseRecall === null ? table.nLayers - 1 : senseRecall.indexOf(Math.max(...senseRecall.slice(1)), 1);
    const judge: Judge = { table, layer, senses: occurrences.map(({ labels }) => labels['sense'] ?? null), texts: occurrences.map(({ text }) => text) };
    const reaches = senseReaches(table, layer, labelsOf(judge, () => true));
    const typed = async (sentences: readonly string[]): Promise<Record<string, string>> => {
      const kinds: Kind[] = [];
      for (const text of sentences) kinds.push(judged(judge, (await service.place({ key, layer, text, word, k: 1 })).vector, reaches, () => true).kind);
      const count = (kind: Kind): number => kinds.filter((one) => one === kind).length;
      return { outside: share(count('outside'), kinds.length), between: share(count('between'), kinds.length) };
    };
    result[`${modelId}, ${word}, layer ${layer}`] = {
      leftOutOneAtATime: leftOut(judge), unseenSenses: unseen(judge), nonsense: await typed(nonsense(word)), ...(word === 'bank' ? { otherLanguages: await typed(OTHER_LANGUAGES) } : {}),
    };
  }
}
await service.release();
rmSync(work, { recursive: true, force: true });
process.stdout.write(`${JSON.stringify(result)}\n`);
