// Who may import whom (ARCHITECTURE.md), as one ESLint rule: the folder of the importing file decides.
import path from 'node:path';
import { aliasFolders } from '../aliases.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const aliases = aliasFolders(root);

const contract = 'src-main/contract';
const rpc = 'src-main/rpc';
const vectors = 'src-main/vectors';
const projection = 'src-main/projection';
const services = [contract, 'src-main/platform', 'src-main/tokenizers', 'src-main/semantics'];

/** How files that somebody chose are opened, and JSON of theirs looked at before it is parsed; pure Node. */
const DOORS = ['src-main/platform/plain-file', 'src-main/platform/json-shape'];

/** How files are written whole or not at all, sealed, and what is said when they cannot be. */
const WRITING = ['src-main/platform/atomic-write', 'src-main/platform/not-written', 'src-main/platform/integrity/seal'];

/** All that Electron's main process sees of inference: neither a model nor onnxruntime. */
const INFERENCE_BY_MESSAGE = ['src-main/inference/process/client', 'src-main/inference/process/messages', 'src-main/inference/process/process-options'];

/** What the page may have of the workers' protocol: no built-in of Node. */
const RPC_OF_THE_PAGE = ['client', 'serve', 'pace', 'one-by-one', 'transports/web-worker'].map((file) => `${rpc}/${file}`);

/** May import the whole page; nothing of the page may import it. */
const DEV = 'src-renderer/dev';

/** The only file that names onnxruntime, tests included: it keeps the library from reporting to its maker. */
const RUNTIME_DOOR = 'src-main/inference/runtime/onnxruntime.ts';

/** The only file that names the tokenizer library, tests included. */
const TOKENIZER_DOOR = 'src-main/tokenizers/load-tokenizer.ts';

const GRPC = 'src-main/inference/remote/grpc';

const DOOR_OF = { 'onnxruntime-node': RUNTIME_DOOR, 'tokenizers': TOKENIZER_DOOR };

/**
 * Per folder: what of ours it may import, and which packages and built-ins. `node` stands for Node's built-in modules.
 * The longest matching folder counts; a folder may always import itself.
 */
const allowed = {
  'src-main/contract': { ours: [], packages: [] },
  // One protocol for every worker, also the page's: no built-in but in the transports that need one.
  [rpc]: { ours: [contract], packages: [] },
  [`${rpc}/transports`]: { ours: [contract], packages: ['node'] },
  [`${rpc}/transports/web-worker.ts`]: { ours: [contract], packages: [] },
  [`${rpc}/testing`]: { ours: [contract, rpc], packages: ['node'] },
  'src-main/tokenizers': { ours: [contract], packages: [] },
  [TOKENIZER_DOOR]: { ours: [contract, 'src-main/tokenizers'], packages: ['tokenizers'] },
  // Tables, rows, slices, nearest: what semantics and projection count with.
  [vectors]: { ours: [contract], packages: [] },
  'src-main/semantics': { ours: [contract, vectors], packages: [] },
  // Measures of what vectors know, with the kernels' products; what clusters are named by are words of their sentences.
  'src-main/probing': { ours: [contract, vectors, projection, 'src-main/semantics', 'src-main/tokenizers/word-tokenizer', 'src-main/tokenizers/stop-words'], packages: [] },
  // Maps: UMAP, PCA, t-SNE, alignment, quality; the page's worker and the command line run them.
  [projection]: { ours: [contract, vectors], packages: ['umap-js'] },
  // What a model folder is: written by conversion, read by inference, which know nothing of each other.
  'src-main/model-format': { ours: [contract, ...DOORS, 'src-main/platform/not-written'], packages: ['node'] },
  // The messages of ONNX: written by conversion, read again where a graph is changed in memory.
  'src-main/model-format/onnx-messages.ts': { ours: [], packages: ['protobufjs'] },
  'src-main/conversion': { ours: [contract, 'src-main/model-format', 'src-main/tokenizers', ...DOORS], packages: ['node', 'h5wasm', 'protobufjs', 'yauzl'] },
  // It holds the vectors, so it writes them: what they are as files lies in exports/vectors, which knows nothing of it.
  'src-main/inference': { ours: [contract, rpc, 'src-main/exports/vectors', 'src-main/model-format', 'src-main/tokenizers', 'src-main/semantics', 'src-main/probing', vectors, 'src-main/models/library', GRPC, ...WRITING], packages: ['node'] },
  // Servers that are spoken to in gRPC: its library and its messages.
  [GRPC]: { ours: [contract, 'src-main/inference'], packages: ['node', '@grpc/grpc-js', 'protobufjs'] },
  [RUNTIME_DOOR]: { ours: ['src-main/inference/runtime'], packages: ['node', 'onnxruntime-node'] },
  'src-main/importing': { ours: [...services, rpc, 'src-main/model-format', 'src-main/conversion', 'src-main/inference', 'src-main/models'], packages: ['node'] },
  // Checkpoints as they are published, converted, run and compared with the Python originals.
  'src-main/conformance': { ours: ['src-main'], packages: ['node'] },
  'src-main/models': { ours: [...services, 'src-main/model-format'], packages: ['node', 'undici'] },
  'src-main/corpora': { ours: [...services, rpc], packages: ['node', 're2js', 'hyparquet', 'hyparquet-compressors'] },
  'src-main/sets': { ours: [contract, 'src-main/platform'], packages: ['node'] },
  'src-main/lessons': { ours: [contract, 'src-main/platform'], packages: ['node'] },
  'src-main/sessions': { ours: [contract, 'src-main/platform'], packages: ['node', 'fflate'] },
  // The only folder that names the updater; where the next version comes from is the package's affair.
  'src-main/updates': { ours: [contract], packages: ['node', 'electron-updater'] },
  'src-main/diagnostics': { ours: [contract], packages: ['node'] },
  'src-main/exports': { ours: [...services], packages: ['node', 'electron'] },
  // Vectors as files for other programs: neither Electron nor the command line.
  'src-main/exports/vectors': { ours: [contract, vectors, ...DOORS], packages: ['node', 'hyparquet-writer'] },
  // Sets as our readers read them back; what these refuse is said.
  'src-main/exports/sets': { ours: [contract, 'src-main/exports/vectors', 'src-main/corpora/span', ...WRITING], packages: [] },
  'src-main/platform': { ours: [contract, rpc], packages: ['node', 'electron'] },
  'src-main/preload': { ours: [contract], packages: ['electron'] },
  'src-main/ipc': { ours: [...services, `${rpc}/road`, 'src-main/corpora', 'src-main/sets', 'src-main/lessons', 'src-main/sessions', 'src-main/models', 'src-main/importing/model-imports', 'src-main/exports', 'src-main/updates', ...INFERENCE_BY_MESSAGE], packages: ['node', 'electron'] },
  // Tests alone: of all that reads and writes files.
  'src-main/faults': { ours: ['src-main'], packages: ['node', 'fflate'] },
  'src-main/cli': { ours: ['src-main'], packages: ['node'] },
  'src-main/main.ts': { ours: ['src-main/ipc', ...services, 'src-main/corpora', 'src-main/sets', 'src-main/lessons', 'src-main/sessions', 'src-main/models', 'src-main/importing', 'src-main/exports', 'src-main/updates', 'src-main/diagnostics', ...INFERENCE_BY_MESSAGE], packages: ['node', 'electron', 'electron-updater'] },
  'src-main': { ours: ['src-main'], packages: ['node', 'electron'] },
  'src-renderer/projection': { ours: [contract, ...RPC_OF_THE_PAGE, projection, vectors], packages: [] },
  'src-renderer/scene': { ours: [contract], packages: ['three', 'gifenc'] },
  // Pure: what there is to say and to know of a set and its view.
  'src-renderer/sets': { ours: [contract, 'src-main/semantics', 'src-renderer/claims/measure', 'src-renderer/state/view'], packages: ['re2js'] },
  'src-renderer/wording': { ours: [contract, 'src-main/semantics', 'src-renderer/sets', 'src-renderer/state/view'], packages: [] },
  'src-renderer/state': { ours: [contract, 'src-main/semantics', 'src-renderer/claims', 'src-renderer/sets', 'src-renderer/wording'], packages: ['svelte'] },
  'src-renderer/claims': { ours: [contract, 'src-main/semantics'], packages: [] },
  'src-renderer/api': { ours: [contract, `${rpc}/road`], packages: [] },
  'src-renderer/actions': { ours: [contract, 'src-main/semantics', vectors, 'src-renderer/api', 'src-renderer/claims', 'src-renderer/sets', 'src-renderer/wording', 'src-renderer/state', 'src-renderer/projection', projection], packages: ['svelte'] },
  'src-renderer/components': { ours: ['src-renderer/wording/interface'], packages: ['svelte', '@lucide/svelte'] },
  'src-renderer/panels': {
    ours: [contract, 'src-main/semantics', 'src-renderer/claims', 'src-renderer/sets', 'src-renderer/wording', 'src-renderer/state', 'src-renderer/actions', 'src-renderer/components', 'src-renderer/scene'],
    packages: ['svelte', '@lucide/svelte'],
  },
  // The page without a main process, for whoever looks at it; no part of what is shipped.
  [DEV]: { ours: [contract, `${rpc}/road`, 'src-main/semantics', vectors, 'src-main/probing', 'src-renderer', 'assets/presets', 'assets/lessons', 'models'], packages: ['svelte'] },
  'src-renderer': { ours: [contract, 'src-renderer'], packages: ['svelte', '@fontsource-variable/literata', '@fontsource-variable/hanken-grotesk'] },
};

const isWithin = (file, folder) => file === folder || file.startsWith(`${folder}/`);
const folderOf = (file) => Object.keys(allowed).filter((folder) => isWithin(file, folder)).sort((a, b) => b.length - a.length)[0];

/** Our own file that a specifier names, relative to the root; null for packages. */
function ownTarget(specifier, importer) {
  for (const [alias, folder] of Object.entries(aliases)) if (specifier.startsWith(`${alias}/`)) return folder + specifier.slice(alias.length);
  if (!specifier.startsWith('.')) return null;
  return path.relative(root, path.resolve(root, path.dirname(importer), specifier)).split(path.sep).join('/');
}

const packageOf = (specifier) => (specifier.startsWith('node:') ? 'node' : specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/'));

export function verdict(importer, specifier) {
  const door = Object.hasOwn(DOOR_OF, specifier) ? DOOR_OF[specifier] : importer;
  if (door !== importer) return `${importer} must not name ${specifier}: its door is ${door}`;
  const folder = folderOf(importer);
  if (folder === undefined || /\.test\.ts$/.test(importer)) return null;
  const target = ownTarget(specifier, importer);
  if (target !== null) {
    if (isWithin(target, folder) && folderOf(target) === folder) return null;
    if (isWithin(target, DEV)) return `${folder} must not import ${target}: it is not shipped`;
    return allowed[folder].ours.some((ours) => isWithin(target, ours)) ? null : `${folder} must not import ${target}`;
  }
  const name = packageOf(specifier);
  return allowed[folder].packages.includes(name) ? null : `${folder} must not import ${name}`;
}

export const importRule = {
  meta: { type: 'problem', schema: [], messages: { forbidden: '{{why}} (import rules, tools/lint/import-rules.mjs)' } },
  create(context) {
    const importer = path.relative(root, context.filename).split(path.sep).join('/');
    const check = (node, source) => {
      if (typeof source?.value !== 'string') return;
      const why = verdict(importer, source.value);
      if (why !== null) context.report({ node, messageId: 'forbidden', data: { why } });
    };
    return {
      ImportDeclaration: (node) => check(node, node.source),
      ExportNamedDeclaration: (node) => check(node, node.source),
      ExportAllDeclaration: (node) => check(node, node.source),
      ImportExpression: (node) => check(node, node.source),
      'CallExpression > Literal': (node) => { if (Object.hasOwn(DOOR_OF, node.value)) check(node, node); },
      TSImportType: (node) => check(node, node.source ?? node.argument?.literal),
    };
  },
};

export const importRules = [{
  files: ['src-main/**/*.ts', 'src-renderer/**/*.ts', 'src-renderer/**/*.svelte'],
  rules: { 'contexture/import-rules': 'error' },
}];
