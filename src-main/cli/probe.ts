import type { DevicePreference, Pooling } from '@contract/embedding';
import { Failure } from '@contract/failure';
import type { Accuracy, Adjusted, LayerMeasures } from '@contract/layers/layer-measures';
import type { MixProbe } from '@contract/layers/learned-mix';
import type { ModelCard } from '@contract/model-card';
import type { RefusedProbes } from '@contract/layers/probes';
import { layerRows } from '@vectors/vector-table';
import type { EveryToken } from '../corpora/every-token';
import type { PresetLibrary } from '../corpora/preset-library';
import type { InferenceService } from '../inference/process/service';
import { randomWords } from '../inference/sets/random-words';
import type { ModelLibrary } from '../models/library';
import { readBackgroundSentences } from '../platform/background-sentences';
import { labelBaselines } from '../probing/accuracy';
import { cosinesOf } from '../probing/cosines';
import { measureLayersSteps } from '../probing/measure-layers';
import { nearestAccuracy } from '../probing/nearest-label';
import { isRefusal, type ProbeTask } from '../probing/probe';
import { readNamedSet } from './input/named-set';
import { contextsOf, readRows, wholeSentences, type ReadRows, type Reader } from './probe-rows';
import { checkMix, mixLines, mixSteps, type MixChoice } from './probing/mix';
import { tasksOf, type Tasks } from './probing/tasks';
import { plainTable } from './table';

export interface ProbeCommandOptions {
  readonly model: string;
  /** Id of a bundled set, or a file as `embed` reads it. */
  readonly set: string;
  readonly word: string | null;
  /** As `embed` has it. */
  readonly every: EveryToken | null;
  readonly pool: Pooling;
  readonly device: DevicePreference;
  readonly folds: number;
  /** Null: no mix of layers is asked for. */
  readonly mix: MixChoice | null;
  readonly seed: number;
  readonly json: boolean;
}

export interface ProbeServices {
  readonly library: ModelLibrary;
  readonly presets: PresetLibrary;
  readonly inference: InferenceService;
  /** File of sentences that random words are drawn from, one a line. */
  readonly backgroundFile: string;
  readonly signal: AbortSignal;
}

/** Measures what every layer of a model knows of a set, and prints it. @returns the exit code */
export async function probeCommand(command: ProbeCommandOptions, services: ProbeServices): Promise<number> {
  const { library, inference, signal } = services;
  const card = await library.card(command.model);
  const reader: Reader = { card, pooling: command.pool, device: command.device, inference, signal };
  const background = await readBackgroundSentences(services.backgroundFile);
  const occurrences = (await readNamedSet(command, services.presets)).occurrences;
  checkMix(command.mix, occurrences);
  const set = await readRows(reader, occurrences);
  const random = await readRows(reader, randomWords(background, command.seed));
  const words = await readRows(reader, wholeSentences(set.occurrences, command.seed));
  const tasks = tasksOf(set, { nFolds: command.folds, seed: command.seed });
  const layers = finished(measureLayersSteps({ ...set, random, words, tasks }), signal);
  const mix = command.mix === null ? null : finished(mixSteps(set, tasks, command.mix, card.recurrent?.widths), signal);
  const context = await contextAverage(reader, library, set);
  const found: Found = { card, set, layers, tasks, context, mix };
  process.stdout.write(command.json ? `${JSON.stringify(resultOf(command, found), null, 2)}\n` : textOf(command, found));
  return 0;
}

function finished<Result>(steps: Generator<unknown, Result>, signal: AbortSignal): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    signal.throwIfAborted();
  }
}

interface Found {
  readonly card: ModelCard;
  readonly set: ReadRows;
  readonly layers: readonly LayerMeasures[];
  readonly tasks: Tasks;
  readonly context: { readonly model: string; readonly nearestSense: Accuracy | null } | null;
  readonly mix: MixProbe | RefusedProbes | null;
}

/** The senses by the mean of the context words' vectors in a static model: what a model of sequences must do better than. Null where no static model is installed or no sense labelled. */
async function contextAverage(reader: Reader, library: ModelLibrary, set: ReadRows): Promise<Found['context']> {
  const fixed = (await library.list()).find(({ kind }) => kind === 'static');
  if (fixed === undefined || set.senses.every((sense) => sense === null)) return null;
  const contexts = contextsOf(set.occurrences);
  const { table } = await readRows({ ...reader, card: fixed, pooling: 'sentence', device: 'cpu' }, contexts);
  if (table.nRows !== contexts.length) throw new Failure('bad-input', `${fixed.name} knows no word of ${contexts.length - table.nRows} of the contexts.`);
  const cosines = cosinesOf({ values: layerRows(table, 0), n: table.nRows, dim: table.dim });
  return { model: fixed.id, nearestSense: nearestAccuracy(cosines, set.senses, set.sentences) };
}

function resultOf(command: ProbeCommandOptions, { card, set, layers, tasks, context, mix }: Found): unknown {
  const { senses } = set;
  return {
    model: card.id, set: command.set, pooling: command.pool, nOccurrences: set.occurrences.length, seed: command.seed, nFolds: command.folds,
    senseBaselines: senses.some((sense) => sense !== null) ? labelBaselines(senses) : null, contextAverage: context,
    tasks: Object.fromEntries(Object.entries(tasks).map(([name, task]) => [name, isRefusal(task) ? task : { baselines: task.baselines, leftOut: task.leftOut }])), layers,
    ...(command.mix === null ? {} : { mix: { label: command.mix.label, ...mix } }),
  };
}

function textOf(command: ProbeCommandOptions, { card, set, layers, tasks, context, mix }: Found): string {
  const { senses } = set;
  const share = (value: number | null | undefined): string => (value == null ? '' : value.toFixed(3));
  const both = ({ raw, adjusted }: Adjusted): string => `${share(raw)} (${share(adjusted)})`;
  const read = Object.keys(tasks).filter((name) => !isRefusal(tasks[name] as ProbeTask | RefusedProbes));
  const lines = [
    `${card.name}, ${command.set}: ${set.occurrences.length} occurrences, ${command.pool}`, '',
    plainTable(
      ['layer', 'random pair', 'self-similarity', 'in a sentence', 'one vector explains', 'silhouette', '1-NN sense macro', 'micro', ...read.map((name) => `probe ${name}`)],
      layers.map(({ layer, anisotropy, selfSimilarity, intraSentence, explained, silhouette, nearestSense, probes }) => [
        String(layer), share(anisotropy), both(selfSimilarity), both(intraSentence), both(explained), share(silhouette), share(nearestSense?.macro), share(nearestSense?.micro),
        ...read.map((name) => share(probes[name]?.macro)),
      ]),
    ),
    'In brackets: less the same of random words. Probes: macro accuracy over folds that keep a sentence whole.',
  ];
  if (senses.some((sense) => sense !== null)) {
    const { majority, macro } = labelBaselines(senses);
    lines.push(`Senses without a vector: most frequent ${share(majority)} micro, ${share(macro)} macro.`);
  }
  if (context !== null) lines.push(`Senses by the mean of the context's vectors in ${context.model}: ${share(context.nearestSense?.macro)} macro, ${share(context.nearestSense?.micro)} micro.`);
  for (const [name, task] of Object.entries(tasks)) if (isRefusal(task)) lines.push(`No probe of ${name}: ${task.refusal}`);
  if (command.mix !== null && mix !== null) lines.push('', ...mixLines(command.mix, mix));
  return `${lines.join('\n')}\n`;
}
