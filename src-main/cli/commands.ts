import { spawn } from 'node:child_process';
import path from 'node:path';
import { LOCAL_DEVICES, POOLINGS, PRODUCT_PRECISIONS } from '@contract/embedding';
import { Failure, toEnvelope } from '@contract/failure';
import { PresetLibrary } from '../corpora/preset-library';
import type { EncoderLoader } from '../inference/encoders/load-encoder';
import { InferenceService } from '../inference/process/service';
import { ModelDownloads } from '../models/download/downloads';
import { ModelLibrary } from '../models/library';
import { ModelImports } from '../importing/model-imports';
import { VECTOR_FORMATS } from '@contract/exports/data-export';
import { CLUSTERINGS } from '@contract/layers/induced-senses';
import { findAdapter } from '../platform/adapter';
import { dataPaths, defaultDataDir, installationPaths, type Installation } from '../platform/paths';
import { CommandArguments, commandOf, UsageError } from './arguments';
import { analogyCommand } from './asking/analogy';
import { compareModelsCommand } from './comparing/compare-models';
import { concordanceCommand, concordanceOptions } from './concordance/concordance-command';
import { distancesCommand } from './distances';
import { appVersion } from './exporting/app-version';
import { embedCommand, type EmbedCommandOptions } from './exporting/embed';
import { catalogueCommand, downloadCommand, importCommand, removeCommand } from './import';
import { startImportProcess } from './import-process';
import { induceCommand } from './inducing/induce';
import { everyTokenOf, mixOf, nMaxWordsOf, promptOf, seedOf } from './input/given-options';
import { modelsCommand } from './listing/models';
import { placeCommand } from './placing/place';
import { probeCommand } from './probe';
import { projectCommand } from './project';
import { parametersOf, PARAMETER_OPTIONS } from './project-options';
import { serverGiven } from './serving/server-option';
import { serveExportGiven } from './serving/serve-export';
import { embedShardCommand } from './sharding/embed-shard';
import { gatherCommand } from './sharding/gather';
import { shardGiven } from './sharding/shard-option';
import { speedCommand } from './speed/speed';
import { traceCommand } from './trace';
import { programUsage, USAGE, type Command } from './usage';

type Commands = Readonly<Record<Command, (args: readonly string[]) => Promise<number>>>;

function commandsIn(installation: Installation): Commands {
  const { home, program } = installation;
  const paths = installationPaths(home);
  const data = dataPaths(defaultDataDir());
  const library = new ModelLibrary(paths.models, data.models);
  const imports = (): ModelImports => new ModelImports(library, new ModelDownloads({ downloadsDir: data.downloads, env: process.env }), {
    modelsDir: data.models, sampleFile: paths.backgroundSample, spawn: () => startImportProcess(path.join(program, 'out/main/importer.js')),
  });
  const inference = (isCaching: boolean, loader: EncoderLoader | null = null): InferenceService =>
    new InferenceService(library, { embeddingsDir: isCaching ? data.embeddings : null, devicesFile: data.devices, adapter: findAdapter(), ...(loader === null ? {} : { loader }) });

  return {
    models: (args) => {
      CommandArguments.read('models', args, []);
      return modelsCommand(library);
    },
    import: (args) => {
      const given = CommandArguments.read('import', args, ['id', 'name', 'licence', 'words'], [], 1);
      const [source] = given.positionals;
      if (source === undefined) throw new UsageError('a PATH is needed', 'import');
      return importCommand({ path: source, id: given.optional('id'), name: given.optional('name'), licence: given.optional('licence'), nMaxWords: nMaxWordsOf(given) }, imports(), interrupted(ENDING_SIGNALS));
    },
    catalogue: (args) => {
      CommandArguments.read('catalogue', args, []);
      return Promise.resolve(catalogueCommand(imports()));
    },
    download: (args) => {
      const given = CommandArguments.read('download', args, ['words'], ['plan'], 1);
      const [name] = given.positionals;
      if (name === undefined) throw new UsageError('a NAME is needed', 'download');
      return downloadCommand(name, nMaxWordsOf(given), given.flag('plan'), imports(), interrupted(ENDING_SIGNALS));
    },
    remove: (args) => {
      const given = CommandArguments.read('remove', args, [], [], 1);
      const [id] = given.positionals;
      if (id === undefined) throw new UsageError('an ID is needed', 'remove');
      return removeCommand(id, library);
    },
    embed: async (args) => {
      const given = CommandArguments.read('embed', args, [
        'model', 'input', 'output', 'word', 'layers', 'pool', 'device', 'prompt', 'sample', 'sentences', 'seed', 'format', 'shard', 'server', 'token-file', 'in-flight', 'precision',
      ], ['no-store', 'split', 'every-token']);
      const shard = shardGiven(given);
      const signal = interrupted();
      const server = await serverGiven(given, signal);
      const options: EmbedCommandOptions = {
        model: given.required('model'), input: given.required('input'), output: given.required('output'), word: given.optional('word'), isSplit: given.flag('split'), every: everyTokenOf(given, 'embed'),
        layers: given.optional('layers') ?? 'all', pool: given.choice('pool', POOLINGS, 'mean'), device: server === null ? given.choice('device', LOCAL_DEVICES, 'auto') : 'cpu', prompt: promptOf(given),
        format: given.choice('format', VECTOR_FORMATS, 'npy'), appVersion: appVersion(program),
        ...(given.choice('precision', PRODUCT_PRECISIONS, 'exact') === 'int8' ? { precision: 'int8' } : {}),
      };
      // A corpus would fill the store of what one works with.
      const service = inference(shard === null && server === null && !given.flag('no-store'), server);
      return shard === null ? embedCommand(options, library, service, signal) : embedShardCommand(options, shard, library, service, signal);
    },
    gather: (args) => {
      const given = CommandArguments.read('gather', args, [], ['json'], 1);
      const [folder] = given.positionals;
      if (folder === undefined) throw new UsageError('a FOLDER is needed', 'gather');
      return gatherCommand(folder, given.flag('json'));
    },
    'serve-export': (args) => serveExportGiven(args, library, interrupted(ENDING_SIGNALS)),
    concordance: (args) => {
      const given = CommandArguments.read('concordance', args, ['word', 'forms', 'pattern', 'sample', 'seed', 'output', 'format', 'reading'], ['exact-case'], 1);
      return concordanceCommand(concordanceOptions(given, seedOf(given)), interrupted());
    },
    distances: (args) => {
      const given = CommandArguments.read('distances', args, ['model', 'layer', 'pool', 'device'], ['json', 'python'], 2_000);
      if (given.flag('json') && given.flag('python')) throw new UsageError('--json and --python exclude each other: give one of them', 'distances');
      if (given.positionals.length === 0) throw new UsageError('at least one "SENTENCE::WORD" is needed', 'distances');
      return distancesCommand({
        model: given.required('model'), layer: given.optional('layer') ?? 'last', json: given.flag('json'), python: given.flag('python'),
        pool: given.choice('pool', POOLINGS, 'mean'), device: given.choice('device', LOCAL_DEVICES, 'auto'), items: given.positionals,
      }, library, inference(false));
    },
    trace: (args) => {
      const given = CommandArguments.read('trace', args, ['model', 'pool', 'device'], ['json'], 1);
      const [item] = given.positionals;
      if (item === undefined) throw new UsageError('a "SENTENCE::WORD" is needed', 'trace');
      return traceCommand({ model: given.required('model'), pool: given.choice('pool', POOLINGS, 'mean'), device: given.choice('device', LOCAL_DEVICES, 'auto'), item, json: given.flag('json') }, library, inference(true));
    },
    place: (args) => {
      const given = CommandArguments.read('place', args, ['model', 'set', 'layer', 'word', 'pool', 'device'], ['json'], 100_000);
      if (given.positionals.length === 0) throw new UsageError('at least one "SENTENCE::WORD" is needed', 'place');
      return placeCommand({
        model: given.required('model'), set: given.required('set'), layer: given.optional('layer') ?? 'best', word: given.optional('word'), pool: given.choice('pool', ['mean', 'first', 'last'], 'mean'),
        device: given.choice('device', LOCAL_DEVICES, 'auto'), json: given.flag('json'), items: given.positionals,
      }, { library, presets: new PresetLibrary(paths.presets), inference: inference(true), signal: interrupted() });
    },
    induce: (args) => {
      const given = CommandArguments.read('induce', args, ['model', 'set', 'layer', 'method', 'clusters', 'output', 'word', 'pool', 'device', 'seed'], ['json']);
      return induceCommand({
        model: given.required('model'), set: given.required('set'), layer: given.optional('layer') ?? 'last', word: given.optional('word'), method: given.choice('method', CLUSTERINGS, 'kmeans'),
        k: given.optional('clusters') === null ? null : given.number('clusters', 0, 2, 100, true), output: given.optional('output'), seed: seedOf(given), json: given.flag('json'),
        pool: given.choice('pool', POOLINGS, 'mean'), device: given.choice('device', LOCAL_DEVICES, 'auto'),
      }, { library, presets: new PresetLibrary(paths.presets), inference: inference(true), signal: interrupted() });
    },
    analogy: (args) => {
      const given = CommandArguments.read('analogy', args, ['model', 'count'], ['json', 'with-query-words'], 3);
      const [a, b, c] = given.positionals;
      if (a === undefined || b === undefined || c === undefined) throw new UsageError('three words A B C are needed', 'analogy');
      return analogyCommand({ model: given.required('model'), a, b, c, k: given.number('count', 10, 1, 200, true), isExcludingQuery: !given.flag('with-query-words'), json: given.flag('json') }, inference(false));
    },
    probe: (args) => {
      const given = CommandArguments.read('probe', args, ['model', 'set', 'word', 'pool', 'device', 'folds', 'seed', 'sample', 'sentences', 'mix'], ['json', 'every-token']);
      return probeCommand({
        model: given.required('model'), set: given.required('set'), word: given.optional('word'), every: everyTokenOf(given, 'probe'),
          pool: given.choice('pool', POOLINGS, 'mean'), device: given.choice('device', LOCAL_DEVICES, 'auto'),
        folds: given.number('folds', 5, 2, 20, true), mix: mixOf(given), seed: seedOf(given), json: given.flag('json'),
      }, { library, presets: new PresetLibrary(paths.presets), inference: inference(true), backgroundFile: paths.backgroundSample, signal: interrupted() });
    },
    'compare-models': (args) => {
      const given = CommandArguments.read('compare-models', args, ['set', 'layer', 'word', 'device'], ['json'], 0, ['model']);
      return compareModelsCommand({
        set: given.required('set'), word: given.optional('word'), models: given.all('model'), layer: given.optional('layer') ?? 'last', device: given.choice('device', LOCAL_DEVICES, 'auto'), json: given.flag('json'),
      }, { library, presets: new PresetLibrary(paths.presets), inference: inference(true), carriersFile: paths.carriers, signal: interrupted() });
    },
    speed: (args) => {
      const given = CommandArguments.read('speed', args, ['model', 'set', 'word'], ['json']);
      return speedCommand({ model: given.required('model'), set: given.optional('set') ?? 'bank', word: given.optional('word'), json: given.flag('json') },
        { library, presets: new PresetLibrary(paths.presets), backgroundFile: paths.backgroundSample, signal: interrupted() });
    },
    project: (args) => {
      const given = CommandArguments.read('project', args, ['input', 'layer', 'output', 'place', 'alignment', ...PARAMETER_OPTIONS]);
      return projectCommand({
        input: given.required('input'), layers: given.required('layer'), output: given.required('output'), place: given.optional('place'),
        alignment: given.optional('alignment') === null ? null : given.number('alignment', 0, 0, 1, false), parameters: parametersOf(given),
        workerFile: path.join(program, 'out/main/projection-worker.js'),
      });
    },
    snapshot: (args) => {
      const given = CommandArguments.read('snapshot', args, ['set', 'model', 'layer', 'theme', 'page'], [], 1);
      const [file] = given.positionals;
      if (file === undefined) throw new UsageError('a FILE.png is needed', 'snapshot');
      const options = ['set', 'model', 'layer', 'theme', 'page'].flatMap((name) => {
        const value = given.optional(name);
        return value === null ? [] : [`--${name}`, value];
      });
      return startApp(installation, ['--snapshot', path.resolve(file), ...options]);
    },
  };
}

/** What ends a process that has something to clear away first. */
const ENDING_SIGNALS = ['SIGTERM', 'SIGHUP'] as const;

/** Aborts at Ctrl+C, also when it comes more than once: work stops between two batches, and nothing is written. What ends it all the same is the supervisor's. */
function interrupted(more: readonly NodeJS.Signals[] = []): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', ...more] as const) process.on(signal, () => { controller.abort(); });
  return controller.signal;
}

/** A picture needs the app itself: a checkout sets it up first, a package is it. @throws Failure `bad-input` where there is no display for it */
function startApp({ program, isPackaged }: Installation, args: readonly string[]): Promise<number> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'ELECTRON_RUN_AS_NODE'));
  if (isPackaged && process.platform === 'linux' && env['DISPLAY'] === undefined && env['WAYLAND_DISPLAY'] === undefined) throw new Failure('bad-input', 'A picture needs a display, and there is none here. Start the command under xvfb-run.');
  const child = spawn(process.execPath, isPackaged ? args : [path.join(program, 'tools/start.mjs'), ...args], { stdio: 'inherit', env });
  return new Promise((resolve) => { child.on('close', (code) => { resolve(code ?? 1); }); });
}

/** Runs a command line. @returns the exit code */
export async function run(words: readonly string[], installation: Installation): Promise<number> {
  const [first, ...rest] = words;
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    process.stdout.write(programUsage(installation.isPackaged));
    return first === undefined ? 2 : 0;
  }
  try {
    const command = commandOf(first);
    if (rest.includes('--help') || rest.includes('-h')) {
      process.stdout.write(USAGE[command]);
      return 0;
    }
    return await commandsIn(installation)[command](rest);
  } catch (error) {
    if (error instanceof UsageError) {
      const help = error.command === null ? programUsage(installation.isPackaged) : USAGE[error.command];
      process.stderr.write(`contexture: ${error.message}\n\n${help}`);
      return 2;
    }
    const { code, message, detail } = toEnvelope(error);
    process.stderr.write(`contexture: ${message}${detail === undefined ? '' : ` (${detail})`}\n`);
    if (code === 'internal' && process.env['CONTEXTURE_DEBUG'] !== undefined) console.error(error);
    return 1;
  }
}
