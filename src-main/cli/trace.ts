import { layersText } from '@contract/layers/layers-text';
import type { DevicePreference, Pooling } from '@contract/embedding';
import type { InferenceService } from '../inference/process/service';
import type { Trace, TracedRun } from '../inference/pooling/trace';
import type { ModelLibrary } from '../models/library';
import { readItem } from './distances';
import { plainTable } from './table';

export interface TraceOptions {
  readonly model: string;
  readonly pool: Pooling;
  readonly device: DevicePreference;
  /** `SENTENCE::WORD` */
  readonly item: string;
  readonly json: boolean;
}

/** Prints the whole way of a word from its sentence to its vectors: what the model reads, which rows make the vector, and what comes out at every layer. */
export async function traceCommand({ model, pool, device, item, json }: TraceOptions, library: ModelLibrary, inference: InferenceService): Promise<number> {
  const card = await library.card(model);
  const { text, charStart, charEnd } = readItem(item, 'trace');
  const found = await inference.trace(card, { text, charStart, charEnd, pooling: pool }, device);
  process.stdout.write(json ? `${JSON.stringify(traceRecord(found), null, 2)}\n` : traceText(found, pool));
  return 0;
}

/** A trace under the names that scripts read with `--json`, whatever the fields are called here. */
function traceRecord({ card, text, subwords, nSpecialTokens: nMarks, runs, device, isCached: isKept, ...rest }: Trace): object {
  return { card: card.id, text, subwords, nMarks, runs, device, isKept, ...rest };
}

/** A trace as paragraphs and tables. */
export function traceText({ card, text, subwords, nSpecialTokens, runs, device, isCached, digest, norms, loadMs, runMs }: Trace, pool: Pooling): string {
  const lines = [
    `model    ${card.name} (${card.id}): ${card.architecture}, ${layersText(card)}, tokenizer ${card.tokenizer}`,
    `reads    ${text}`,
    `target   ${subwords.length === 0 ? 'no piece of its own' : subwords.join(' ')}, pooled by ${pool}`,
    `marks    ${nSpecialTokens.before} before the pieces, ${nSpecialTokens.after} after them`,
    `store    ${isCached ? 'the vector is kept there already' : 'the vector is not kept there'} (${digest.slice(0, 16)})`,
    `device   ${device.label}; loaded in ${loadMs.toFixed(0)} ms, run in ${runMs.toFixed(0)} ms`,
  ];
  if (runs.length === 0) lines.push('The model has no vector for it.');
  const parts = runs.map((run, i) => `\n${runs.length === 1 ? 'pieces of the sentence' : `run ${i + 1} of ${runs.length}: a window of the sentence`}; rows with a weight make the vector\n${runTable(run, nSpecialTokens)}`);
  const vector = norms.length === 0 ? '' : `\nlength of the vector\n${plainTable(['layer', 'norm'], norms.map((norm, layer) => [String(layer), norm.toFixed(3)]))}`;
  return `${lines.join('\n')}\n${parts.join('')}${vector}`;
}

function runTable({ pieces, rows }: TracedRun, { before, after }: Trace['nSpecialTokens']): string {
  const weightOf = (row: number): string => {
    const weight = rows.filter((one) => one.row === row).reduce((sum, one) => sum + one.weight, 0);
    return weight === 0 ? '' : weight.toFixed(3);
  };
  const mark = (row: number): string[] => [String(row), '(mark)', '', '', weightOf(row)];
  return plainTable(['row', 'piece', 'id', 'characters', 'weight'], [
    ...Array.from({ length: before }, (_, i) => mark(i - before)),
    ...pieces.map(({ piece, id, charStart, charEnd }, row) => [String(row), piece, String(id), `${charStart}–${charEnd}`, weightOf(row)]),
    ...Array.from({ length: after }, (_, i) => mark(pieces.length + i)),
  ]);
}
