import { Failure } from '@contract/failure';
import type { ModelCard } from '@contract/model-card';
import type { ModelTokenizer } from '../runtime/encoder';
import type { PooledTarget } from './jobs';

/**
 * The text of a prompt that was asked for by name; the empty name asks for none. Undefined where that is the model's own choice.
 * @throws Failure `bad-request` where the model has no such prompt
 */
export function promptText({ name: model, sentence }: Pick<ModelCard, 'name' | 'sentence'>, name: string | undefined): string | undefined {
  if (name === undefined || name === (sentence?.defaultPrompt ?? '')) return undefined;
  if (name === '') return '';
  const prompts = sentence?.prompts ?? {};
  if (Object.hasOwn(prompts, name)) return prompts[name];
  const known = Object.keys(prompts);
  throw new Failure('bad-request', `${model} has no prompt “${name}”${known.length === 0 ? '; it has none' : `; its prompts are ${known.join(', ')}`}.`);
}

/** Whole sentences as the model wants them: behind their prompt, where there is one. */
export async function prompted(targets: readonly PooledTarget[], tokenizer: Pick<ModelTokenizer, 'card' | 'nSpecialTokens' | 'tokenize'>): Promise<readonly PooledTarget[]> {
  const { sentence } = tokenizer.card;
  const usual = sentence?.defaultPrompt === undefined ? '' : sentence.prompts?.[sentence.defaultPrompt] ?? '';
  const promptOf = ({ pooling, prompt = usual }: PooledTarget): string => (pooling === 'sentence' ? prompt : '');
  const prompts = [...new Set(targets.map(promptOf))].filter((prompt) => prompt !== '');
  if (prompts.length === 0) return targets;
  const unpooled = new Map(sentence?.isPromptPooled === false ? await Promise.all(prompts.map(async (prompt) => [prompt, await piecesAlone(tokenizer, prompt)] as const)) : []);
  return targets.map((target) => {
    const prompt = promptOf(target);
    return prompt === '' ? target : {
      ...target, text: prompt + target.text, charStart: target.charStart + prompt.length, charEnd: target.charEnd + prompt.length, nUnpooled: unpooled.get(prompt) ?? 0,
    };
  });
}

/** How many pieces from a sentence's first count for its prompt: those of the prompt alone and all special tokens after it but the last, as sentence-transformers counts them. */
async function piecesAlone(tokenizer: Pick<ModelTokenizer, 'nSpecialTokens' | 'tokenize'>, prompt: string): Promise<number> {
  const [alone] = await tokenizer.tokenize([prompt]);
  return (alone?.ids.length ?? 0) + Math.max(0, tokenizer.nSpecialTokens.after - 1);
}
