import type { Pooling } from '../embedding';
import type { ModelCard } from '../model-card';

/** Every transformer that was converted from its weights brings it; a graph that another tool had made does not. */
const SETTINGS_FILE = 'config.json';

/**
 * Why no script for transformers can print the distances of a model, in one sentence; null where one can.
 * @param isMix whether a mix of layers is looked at
 */
export function whyNoScript({ name, kind, files, sentence }: Pick<ModelCard, 'name' | 'kind' | 'files' | 'sentence'>, pooling: Pooling, isMix: boolean): string | null {
  if (kind === 'static') return `${name} is a table of word vectors, which transformers does not read: there is no Python script of it.`;
  if (kind === 'elmo') return `${name} is an ELMo, which transformers does not have: there is no Python script of it.`;
  if (kind === 'ulmfit') return `${name} is a ULMFiT, which transformers does not have: there is no Python script of it.`;
  if (files[SETTINGS_FILE] === undefined) return `${name} was imported as an ONNX graph, which transformers does not read: there is no Python script of it.`;
  if (isMix) return 'A mix of layers is worked out by Contexture alone: choose one layer for a Python script.';
  if (pooling === 'sentence' && sentence?.steps.some(({ type }) => type === 'dense') === true) return `${name} sends whole sentences through dense layers, which transformers does not have: choose words for a Python script.`;
  return null;
}

/**
 * What transformers should load: a name on the Hugging Face hub where the card's source tells one, else the folder that was imported, else the model's id.
 */
export function checkpointOf({ id, source }: Pick<ModelCard, 'id' | 'source'>): string {
  return /Fetched from [^\s/]+\/([\w.-]+\/[\w.-]+), commit /.exec(source)?.[1] ?? /^([\w-][\w.-]*\/[\w.-]*\w)(?=[\s,;.(]|$)/.exec(source)?.[1] ?? /^Imported from “([^”]+)”/.exec(source)?.[1] ?? id;
}
