import { join } from 'node:path';
import { Failure } from '@contract/failure';
import type { SentencePooling } from '@contract/model-card';
import { MAX_SETTINGS_BYTES, parseJsonObject, readTextFile, unexpectedForm } from './folder-files';

/** What modules.json of a sentence-transformers folder says. */
export interface SentenceModules {
  /** Folder of the transformer itself, relative: `.` or a name. */
  readonly transformerDir: string;
  /** Null where the app cannot do what the model does with a sentence; `note` says why. */
  readonly sentence: SentencePooling | null;
  readonly note: string | null;
}

const MODES: Readonly<Record<string, SentencePooling['mode']>> = {
  pooling_mode_cls_token: 'cls', pooling_mode_mean_tokens: 'mean', pooling_mode_max_tokens: 'max',
  pooling_mode_mean_sqrt_len_tokens: 'mean-sqrt-length', pooling_mode_weightedmean_tokens: 'weighted-mean', pooling_mode_lasttoken: 'last',
};
const MODE_NAMES: Readonly<Record<string, SentencePooling['mode']>> = {
  cls: 'cls', mean: 'mean', max: 'max', mean_sqrt_len_tokens: 'mean-sqrt-length', weightedmean: 'weighted-mean', lasttoken: 'last',
};

/**
 * Reads modules.json and what it names. A folder without it has no sentence-transformers files: null.
 * @throws Failure('model') when a file is malformed or leads out of the folder.
 */
export async function readSentenceModules(dir: string): Promise<SentenceModules | null> {
  const json = await readTextFile(dir, 'modules.json', MAX_SETTINGS_BYTES);
  if (json === null) return null;
  const modules = parseModules(json);
  const [first, ...rest] = modules;
  if (first?.type !== 'Transformer') throw new Failure('model', `modules.json begins with ${first?.type ?? 'nothing'} where a Transformer is expected; only sentence models built on a transformer can be used.`);
  const transformerDir = first.path === '' ? '.' : first.path;
  const unused = (why: string): SentenceModules => ({ transformerDir, sentence: null, note: `Its sentence vectors are not reproduced: ${why}.` });
  const pooling = rest.filter(({ type }) => type === 'Pooling');
  const other = rest.find(({ type }) => type !== 'Pooling' && type !== 'Normalize');
  if (other !== undefined) return unused(`they pass through a ${other.type} module`);
  const [only] = pooling;
  if (only === undefined || pooling.length > 1 || rest[0] !== only) return unused('the modules have an unusual order');
  const config = poolingConfig(await readTextFile(join(dir, only.path), 'config.json', MAX_SETTINGS_BYTES), only.path);
  const modes = poolingModes(config);
  const [mode] = modes;
  if (mode === undefined) return unused('the pooling is of an unknown kind');
  if (modes.length > 1) return unused(`they join ${modes.length} kinds of pooling (${modes.join(', ')})`);
  const prompt = defaultPrompt(await readTextFile(dir, PROMPTS, MAX_SETTINGS_BYTES));
  if (prompt !== null && config['include_prompt'] === false) return unused('their prompt is read and left out of the pooling');
  return { transformerDir, sentence: { mode, isNormalized: rest.some(({ type }) => type === 'Normalize'), ...(prompt === null ? {} : { prompt }) }, note: null };
}

/** Types by their last name, in order. */
function parseModules(json: string): readonly { readonly type: string; readonly path: string }[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    throw unexpectedForm('modules.json');
  }
  if (!Array.isArray(parsed) || parsed.length > 100) throw unexpectedForm('modules.json');
  return parsed.map((module: unknown) => {
    const { type, path = '' } = (typeof module === 'object' && module !== null ? module : {}) as Readonly<Record<string, unknown>>;
    // A module's files lie in a folder beside modules.json or in the same one.
    if (typeof type !== 'string' || typeof path !== 'string' || !/^[\w.-]*$/.test(path) || path === '..') throw unexpectedForm('modules.json');
    return { type: type.split('.').at(-1) ?? '', path };
  });
}

const PROMPTS = 'config_sentence_transformers.json';

/** What the model puts before a sentence where nobody says otherwise; null: nothing. */
function defaultPrompt(json: string | null): string | null {
  if (json === null) return null;
  const { prompts, default_prompt_name: name } = parseJsonObject(json, PROMPTS);
  if (typeof name !== 'string') return null;
  const prompt = typeof prompts === 'object' && prompts !== null && Object.hasOwn(prompts, name) ? (prompts as Readonly<Record<string, unknown>>)[name] : undefined;
  if (typeof prompt !== 'string') throw new Failure('model', `${PROMPTS} names the prompt ${JSON.stringify(name)}, which is not among its prompts; choose the folder as it was published.`);
  return prompt === '' ? null : prompt;
}

function poolingConfig(json: string | null, path: string): Readonly<Record<string, unknown>> {
  if (json === null) throw new Failure('model', `modules.json names ${path}/config.json, which is not there; choose the folder with all files of the model.`);
  return parseJsonObject(json, `${path}/config.json`);
}

function poolingModes(config: Readonly<Record<string, unknown>>): readonly SentencePooling['mode'][] {
  const named = config['pooling_mode'];
  if (typeof named === 'string') return Object.hasOwn(MODE_NAMES, named) ? [MODE_NAMES[named]].flatMap((mode) => (mode === undefined ? [] : [mode])) : [];
  return Object.entries(MODES).filter(([key]) => config[key] === true).map(([, mode]) => mode);
}
