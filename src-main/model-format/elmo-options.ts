import { Failure } from '@contract/failure';

/** What an ELMo options file says, checked. Names as in the file. */
export interface ElmoOptions {
  readonly projectionDim: number;
  readonly cellDim: number;
  readonly nLayers: number;
  /** Bounds of the cell value and of the projected output; null: none. */
  readonly cellClip: number | null;
  readonly projectionClip: number | null;
  readonly activation: 'relu' | 'tanh';
  readonly filters: readonly { readonly width: number; readonly nFilters: number }[];
  readonly nHighway: number;
  readonly characterDim: number;
}

type Json = Readonly<Record<string, unknown>>;
const MAX_SIZE = 65_536;

/**
 * Reads the content of options.json. Unknown keys are ignored.
 * @throws Failure('model') with the reason where the model is of a kind that the graphs here do not express.
 */
export function parseElmoOptions(json: string): ElmoOptions {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    throw refused('it is not valid JSON');
  }
  const root = asObject(parsed, 'the file');
  const lstm = asObject(root['lstm'], 'lstm');
  const cnn = asObject(root['char_cnn'], 'char_cnn');
  if (lstm['use_skip_connections'] !== true) throw refused('lstm.use_skip_connections is not true');
  if (cnn['n_characters'] !== 262) throw refused(`char_cnn.n_characters is ${String(cnn['n_characters'])}, not 262 (training files say 261; change it to 262)`);
  if (cnn['max_characters_per_token'] !== 50) throw refused('char_cnn.max_characters_per_token is not 50');
  const activation = cnn['activation'];
  if (activation !== 'relu' && activation !== 'tanh') throw refused('char_cnn.activation is neither relu nor tanh');
  return {
    projectionDim: size(lstm, 'projection_dim'), cellDim: size(lstm, 'dim'), nLayers: size(lstm, 'n_layers'),
    cellClip: clip(lstm, 'cell_clip'), projectionClip: clip(lstm, 'proj_clip'),
    activation, filters: filters(cnn['filters']), nHighway: size(cnn, 'n_highway', 0), characterDim: size(asObject(cnn['embedding'], 'char_cnn.embedding'), 'dim'),
  };
}

function filters(value: unknown): ElmoOptions['filters'] {
  if (!Array.isArray(value) || value.length === 0) throw refused('char_cnn.filters is missing');
  return value.map((pair: unknown) => {
    const [width, nFilters] = Array.isArray(pair) ? (pair as unknown[]) : [];
    if (!isSize(width, 1) || !isSize(nFilters, 1) || width > 50) throw refused('char_cnn.filters is not a list of [width, number]');
    return { width, nFilters };
  });
}

function clip(object: Json, key: string): number | null {
  const value = object[key] ?? null;
  if (value === null) return null;
  if (typeof value === 'number' && Number.isFinite(value) && value > 0) return value;
  throw refused(`lstm.${key} is not a positive number`);
}

function size(object: Json, key: string, minimum = 1): number {
  const value = object[key];
  if (isSize(value, minimum)) return value;
  throw refused(`${key} is not a whole number between ${minimum} and ${MAX_SIZE}`);
}

function isSize(value: unknown, minimum: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= minimum && value <= MAX_SIZE;
}

function asObject(value: unknown, what: string): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  throw refused(`${what} is not an object`);
}

function refused(reason: string): Failure {
  return new Failure('model', `The options file cannot be used because ${reason}; choose an ELMo model in the published layout.`);
}
