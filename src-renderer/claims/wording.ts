import { TIE, type Claim, type Measured, type Outcome, type SentenceClaim, type LayerVerdict } from './claim';
import { nVectors, pairDistances, type ClaimDistances } from './measure';

const MOST_DIGITS = 6;

/** Two distances with as many digits as tell them apart, two at least. */
export function apart(a: number, b: number): readonly [string, string] {
  let digits = 2;
  while (digits < MOST_DIGITS && a !== b && a.toFixed(digits) === b.toFixed(digits)) digits++;
  return [a.toFixed(digits), b.toFixed(digits)];
}

/** "holds", "holds at layer 12", "holds at layers 5 to 8", "does not hold here", "not tested". */
export function verdictWords(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'untested': return 'not tested';
    case 'whole': return outcome.verdict.holds ? 'holds' : 'does not hold here';
    case 'by-layer': return layerVerdictWords(outcome.verdict);
  }
}

function layerVerdictWords({ kind, marks }: LayerVerdict): string {
  if (kind === 'holds') return 'holds';
  if (kind === 'does-not-hold') return 'does not hold here';
  const layers = marks.flatMap((mark, layer) => (mark === true ? [layer] : []));
  const [first = 0, last = 0] = [layers[0], layers.at(-1)];
  if (layers.length === 1) return `holds at layer ${first}`;
  return last - first + 1 === layers.length ? `holds at layers ${first} to ${last}` : `holds at layers ${layers.slice(0, -1).join(', ')} and ${last}`;
}

/** "1 of 12 layers": the verdict of a small card. */
export function shortVerdict(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'untested': return 'not tested';
    case 'whole': return outcome.verdict.holds ? 'holds' : 'no';
    case 'by-layer': return outcome.verdict.kind === 'does-not-hold' ? 'no' : outcome.verdict.kind === 'holds' ? 'holds' : `${outcome.verdict.marks.filter((mark) => mark === true).length} of ${outcome.verdict.marks.filter((mark) => mark !== null).length}`;
  }
}

/** The numbers that a verdict rests on: "0.56 < 0.60", at the layer that speaks best for the claim, or else at the last. */
export function verdictFigures(claim: Claim, outcome: Outcome, distances: ClaimDistances | null): string {
  if (outcome.kind === 'untested') return outcome.why;
  if (outcome.kind === 'whole') return outcome.verdict.figures;
  if (!isAboutSentences(claim)) return '';
  const { measured, verdict } = outcome;
  const last = measured.nLayers - 1;
  if (claim.measure === 'vectors') return vectorFigures(claim, distances, last, measured.nLayers);
  return distanceFigures(measured, verdict.bestLayer ?? last);
}

function distanceFigures({ sides: [near, far] }: Measured, layer: number): string {
  const [a, b] = [near[layer] ?? Number.NaN, far[layer] ?? Number.NaN];
  const [small, large] = apart(a, b);
  if (b - a > TIE) return `${small} < ${large}`;
  return Math.abs(b - a) <= TIE ? `${small} and ${large}, a tie` : `${small}, not below ${large}`;
}

function vectorFigures(claim: SentenceClaim, distances: ClaimDistances | null, layer: number, nLayers: number): string {
  if (distances === null) return '';
  const pairs = pairDistances(claim, distances, layer);
  const n = nVectors(claim, distances, layer);
  const [least, most] = [Math.min(...pairs), Math.max(...pairs)];
  const where = nLayers === 1 ? '' : ` at layer ${layer}`;
  return n === 1 ? `one vector${where}` : `${n} vectors, ${least.toFixed(2)} to ${most.toFixed(2)} apart${where}`;
}

export const isAboutSentences = (claim: Claim): claim is SentenceClaim => claim.measure === 'distances' || claim.measure === 'vectors';

/** A claim's statement as plain text. */
export const statementText = ({ statement }: Pick<Claim, 'statement'>): string => statement.map((part) => ('word' in part ? part.word : part.plain)).join('');

/** One line on a claim that does not hold in a model: "Does not hold in MiniLM L6: bank–shore 0.94, bank–bank 0.23 at layer 6." Null where there is nothing to say. */
export function negativeLine(claim: Claim, outcome: Outcome): string | null {
  if (outcome.kind !== 'by-layer' || outcome.verdict.kind !== 'does-not-hold' || claim.measure !== 'distances') return null;
  const { measured: { modelName, nLayers, sides: [near, far] } } = outcome;
  const last = nLayers - 1;
  const [a, b] = apart(near[last] ?? 0, far[last] ?? 0);
  return `Does not hold in ${modelName}: ${claim.names[0]} ${a}, ${claim.names[1]} ${b}${nLayers === 1 ? '' : ` at layer ${last}`}.`;
}

/** All claims and their outcomes as tab-separated text, for a paper or a spreadsheet. */
export function claimsTable(rows: readonly { readonly claim: Claim; readonly modelName: string; readonly outcome: Outcome; readonly distances: ClaimDistances | null }[]): string {
  const lines = rows.map(({ claim, modelName, outcome, distances }) => [statementText(claim), claim.source, modelName, verdictWords(outcome), verdictFigures(claim, outcome, distances)].join('\t'));
  return `${['claim', 'source', 'model', 'verdict', 'figures'].join('\t')}\n${lines.join('\n')}\n`;
}
