import { join } from 'node:path';
import { Failure } from '@contract/failure';

/** The files of a ULMFiT model in a folder; paths are those to read from. At least one direction is there. */
export interface UlmfitSource {
  readonly is: 'ulmfit';
  readonly dir: string;
  readonly forward: string | null;
  readonly backward: string | null;
  /** Name of the vocabulary's file. */
  readonly itos: string;
}

const WEIGHTS = /\.(pth|safetensors)$/i;
const ITOS = /^(.*itos.*|vocab)\.(pkl|json|txt)$/i;
const BACKWARD = /bwd|backward/i;

/**
 * A folder of fastai's: one or two files of weights and one vocabulary; null where there is no such pair. A `.safetensors` counts only beside a file that is
 * called itos, since other models come as such too.
 * @throws Failure `model` where it is one and something is missing or there is too much
 */
export function recogniseUlmfit(dir: string, names: readonly string[]): UlmfitSource | null {
  if (names.includes('config.json') || names.includes('modules.json')) return null;
  const vocabularies = names.filter((name) => ITOS.test(name));
  const isNamed = vocabularies.some((name) => /itos/i.test(name));
  const weights = names.filter((name) => WEIGHTS.test(name) && (isNamed || /\.pth$/i.test(name)));
  if (weights.length === 0 || vocabularies.length === 0) return null;
  const [itos, ...others] = isNamed ? vocabularies.filter((name) => /itos/i.test(name)) : vocabularies;
  if (itos === undefined || others.length > 0) throw new Failure('model', `The folder has ${others.length + 1} vocabularies (${[itos, ...others].join(', ')}) where a ULMFiT model has one for both directions; leave one.`);
  const backward = weights.filter((name) => BACKWARD.test(name));
  const forward = weights.filter((name) => !BACKWARD.test(name));
  for (const [found, what] of [[forward, 'forward'], [backward, 'backward']] as const) {
    if (found.length > 1) throw new Failure('model', `The folder has ${found.length} ${what} models (${found.join(', ')}) where ULMFiT has one; leave one, and call the backward one “backward”.`);
  }
  const at = ([name]: readonly string[]): string | null => (name === undefined ? null : join(dir, name));
  return { is: 'ulmfit', dir, forward: at(forward), backward: at(backward), itos };
}
