import { join } from 'node:path';
import type { SentencePooling } from '@contract/model-card';
import { MAX_SETTINGS_BYTES, parseJsonObject, readTextFile } from '../folder-files';
import { missingConfig } from './missing-config';

type Mode = SentencePooling['mode'];
type Json = Readonly<Record<string, unknown>>;

/** One switch a mode, as files were written before version 5.7. */
const SWITCHES: Readonly<Record<string, Mode>> = {
  pooling_mode_cls_token: 'cls', pooling_mode_mean_tokens: 'mean', pooling_mode_max_tokens: 'max',
  pooling_mode_mean_sqrt_len_tokens: 'mean-sqrt-length', pooling_mode_weightedmean_tokens: 'weighted-mean', pooling_mode_lasttoken: 'last',
};
const NAMES: Readonly<Record<string, Mode>> = {
  cls: 'cls', mean: 'mean', max: 'max', mean_sqrt_len_tokens: 'mean-sqrt-length', weightedmean: 'weighted-mean', lasttoken: 'last',
};

/**
 * How the Pooling module in a folder makes one vector of a sentence's rows.
 * @returns the reason, as the end of a sentence, where the app cannot do that
 * @throws Failure('model') when its config.json is missing or malformed
 */
export async function readPooling(dir: string, path: string): Promise<Pick<SentencePooling, 'mode' | 'isPromptPooled'> | string> {
  const json = await readTextFile(join(dir, path), 'config.json', MAX_SETTINGS_BYTES);
  if (json === null) throw missingConfig(path);
  const config = parseJsonObject(json, `${path}/config.json`);
  const modes = modesOf(config);
  const [mode] = modes;
  if (mode === undefined) return 'the pooling is of an unknown kind';
  if (modes.length > 1) return `they join ${modes.length} kinds of pooling (${modes.join(', ')})`;
  return { mode, ...(config['include_prompt'] === false ? { isPromptPooled: false } : {}) };
}

function modesOf(config: Json): readonly Mode[] {
  const named = config['pooling_mode'];
  if (named !== undefined) {
    const names: readonly unknown[] = Array.isArray(named) ? named : [named];
    const modes = names.flatMap((name) => (typeof name === 'string' && Object.hasOwn(NAMES, name) ? [NAMES[name]] : [])).filter((mode) => mode !== undefined);
    return modes.length === names.length ? modes : [];
  }
  // Where nothing is said, the library takes the mean.
  if (!Object.keys(SWITCHES).some((key) => config[key] !== undefined)) return ['mean'];
  return Object.entries(SWITCHES).filter(([key]) => config[key] === true).map(([, mode]) => mode);
}
