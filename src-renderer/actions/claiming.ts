import { toEnvelope } from '@contract/failure';
import type { Occurrence } from '@contract/occurrence';
import { contexture } from '../api/contexture';
import type { ClaimSentence, SentenceClaim } from '../claims/claim';
import { CLAIM_SENTENCES } from '../claims/textbook';
import { apart, claimsTable, isAboutSentences } from '../claims/wording';
import { claims } from '../state/claims.svelte';
import { library } from '../state/library.svelte';
import { session } from '../state/session.svelte';
import type { View } from '../state/view';
import { copyText } from './copying';
import { embedAside } from './view/embedding';
import { selectRows, textbookRows } from './selection/selecting';
import { openPreset } from './sets/sets';
import { switchLayer } from './view/view';

const occurrenceOf = ({ text, charStart, charEnd }: ClaimSentence): Occurrence => ({ text, charStart, charEnd, word: text.slice(charStart, charEnd), labels: {} });

/** Measures the claims' sentences in a model; what is known already is not asked again. */
export async function measureClaims(modelId: string): Promise<void> {
  const model = library.modelById(modelId);
  if (model === null || claims.distances.has(modelId) || claims.asked.has(modelId)) return;
  claims.asked = new Set([...claims.asked, modelId]);
  try {
    const { key, nLayers } = await embedAside(modelId, CLAIM_SENTENCES.map(occurrenceOf));
    const { values } = await contexture.distances({ key, rows: CLAIM_SENTENCES.map((_, row) => row) });
    const k = CLAIM_SENTENCES.length;
    claims.distances = new Map([...claims.distances, [modelId, {
      modelName: model.name, nLayers, isStatic: model.kind === 'static', at: (layer, i, j) => values[(layer * k + i) * k + j] ?? Number.NaN,
    }]]);
    claims.problems = new Map([...claims.problems].filter(([id]) => id !== modelId));
  } catch (error) {
    claims.problems = new Map([...claims.problems, [modelId, toEnvelope(error).message]]);
  } finally {
    claims.asked = new Set([...claims.asked].filter((id) => id !== modelId));
  }
}

/** The model that is looked at, and those whose vectors of these sentences come with the app: nothing is loaded for them. */
export async function measureClaimsHere(): Promise<void> {
  const here = session.view?.model.id;
  const ids = [...(here === undefined ? [] : [here]), ...library.models.filter(({ isBundled, id }) => isBundled && id !== here).map(({ id }) => id)];
  for (const id of ids) await measureClaims(id);
}

/** Rows of the open set that a claim's sentences are, in its order; null where one of them is missing. */
export function rowsOf(sentences: readonly ClaimSentence[]): readonly number[] | null {
  const rows = sentences.map((sentence) => session.occurrences.findIndex(({ text, charStart }) => text === sentence.text && charStart === sentence.charStart));
  return rows.includes(-1) ? null : rows;
}

/** Selects a claim's sentences; where the open set lacks one of them, the textbook set is opened first. */
export async function selectSentences(sentences: readonly ClaimSentence[]): Promise<void> {
  if (rowsOf(sentences) === null) await openPreset('textbook');
  const rows = rowsOf(sentences);
  if (rows !== null) selectRows(rows);
}

/**
 * The textbook's sentences of the open set. Where one of its claims compares them with a sentence that is not here (the shore beside the two banks),
 * they are looked at together, in the set of their own.
 */
export async function selectTextbook(): Promise<void> {
  const { occurrences } = session;
  const rows = textbookRows(occurrences);
  const claim = claims.all.find((one): one is SentenceClaim => isAboutSentences(one) && one.measure === 'distances');
  const isSplit = claim !== undefined && rowsOf(claim.sentences) === null && claim.sentences.some((sentence) => rows.some((row) => occurrences[row]?.text === sentence.text));
  if (isSplit) await selectSentences(claim.sentences);
  else selectRows(rows);
}

export const goToLayer = (layer: number): Promise<void> => switchLayer(layer);

/** Colour of the nearer pair, in chart, table and scene alike; the farther one is ink. */
const NEAR_CATEGORY = 3;

/** The distances of the open claim as pairs of rows of the view, with the true number; none at a layer that is not judged, or where a sentence is missing. */
export function claimPairs({ model, layer, pooling }: View): readonly { readonly from: number; readonly to: number; readonly text: string; readonly category: number }[] {
  const judged = claims.judged.find(({ claim, modelId }) => claim.id === claims.open && modelId === model.id);
  if (judged === undefined || judged.claim.measure !== 'distances' || judged.outcome.kind !== 'by-layer' || pooling === 'sentence') return [];
  const { claim, outcome: { measured: { sides: [near, far] }, verdict } } = judged;
  const rows = rowsOf(claim.sentences);
  if (rows === null || verdict.marks[layer] == null) return [];
  const [nearText, farText] = apart(near[layer] ?? 0, far[layer] ?? 0);
  const pair = ([a, b]: readonly [number, number], text: string, category: number) => ({ from: rows[a] ?? -1, to: rows[b] ?? -1, text, category });
  return [pair(claim.farther, farText, 0), pair(claim.nearer, nearText, NEAR_CATEGORY)];
}

/** All claims in all models that were asked, as text for a spreadsheet. */
export function copyClaims(): void {
  const rows = claims.all.flatMap((claim) => {
    const models = claims.modelsOf(claim);
    return (models.length === 0 ? [claims.subjectOf(claim)] : models).map((model) => claims.judge(claim, model));
  });
  copyText(claimsTable(rows));
}
