import { Failure } from '@contract/failure';
import type { SentencePooling } from '@contract/model-card';
import { MAX_SETTINGS_BYTES, parseJsonObject, readTextFile, requireObject } from '../folder-files';

type Json = Readonly<Record<string, unknown>>;

export const PROMPTS_FILE = 'config_sentence_transformers.json';
const MAX_PROMPTS = 100;
const MAX_NAME_CHARS = 200;
const MAX_PROMPT_CHARS = 20_000;

/**
 * What can be put before a sentence, and what is put there where nobody says otherwise.
 * @throws Failure('model') for prompts of another form, and where the default is not among them
 */
export async function readPrompts(dir: string): Promise<Pick<SentencePooling, 'prompts' | 'defaultPrompt'>> {
  const json = await readTextFile(dir, PROMPTS_FILE, MAX_SETTINGS_BYTES);
  if (json === null) return {};
  const config = parseJsonObject(json, PROMPTS_FILE);
  const { prompts: given, default_prompt_name: name } = config;
  const all: readonly (readonly [string, unknown])[] = given === undefined || given === null ? [] : Object.entries(requireObject(given, PROMPTS_FILE));
  if (all.length > MAX_PROMPTS) throw new Failure('model', `${PROMPTS_FILE} has ${all.length} prompts, more than ${MAX_PROMPTS}; choose the folder as it was published.`);
  const prompts: Readonly<Record<string, string>> = Object.fromEntries(all.map(([key, text]) => [checkedName(key), checkedText(text, key)] as const).filter(([, text]) => text !== ''));
  if (name !== undefined && name !== null && (typeof name !== 'string' || !all.some(([key]) => key === name))) {
    throw new Failure('model', `${PROMPTS_FILE} names the prompt ${JSON.stringify(name)}, which is not among its prompts; choose the folder as it was published.`);
  }
  return {
    ...(Object.keys(prompts).length === 0 ? {} : { prompts }),
    ...(typeof name === 'string' && Object.hasOwn(prompts, name) ? { defaultPrompt: name } : {}),
  };
}

/** Why sentences cannot be read as the model reads them, as the end of a sentence; null where they can. @throws Failure('model') when the file is malformed */
export async function cutReason(dir: string): Promise<string | null> {
  const json = await readTextFile(dir, PROMPTS_FILE, MAX_SETTINGS_BYTES);
  const { truncate_dim: dim } = json === null ? {} as Json : parseJsonObject(json, PROMPTS_FILE);
  return dim === undefined || dim === null ? null : `${PROMPTS_FILE} sets truncate_dim to ${JSON.stringify(dim).slice(0, 20)}, and vectors are not cut here`;
}

function checkedName(name: string): string {
  if (name.length === 0 || name.length > MAX_NAME_CHARS) throw new Failure('model', `${PROMPTS_FILE} has a prompt whose name has ${name.length} characters; 1 to ${MAX_NAME_CHARS} are usual.`);
  return name;
}

function checkedText(text: unknown, name: string): string {
  if (typeof text === 'string' && text.length <= MAX_PROMPT_CHARS) return text;
  throw new Failure('model', `${PROMPTS_FILE} has a prompt ${JSON.stringify(name)} that is no text of at most ${MAX_PROMPT_CHARS.toLocaleString('en-GB')} characters.`);
}
