import { createHash } from 'node:crypto';
import { cardFacts, cardMaxTokens, fileEntry, recurrentFacts, sentencePooling, sha256 } from '@contract/channels/model-card';
import { Failure } from '@contract/failure';
import { canonicalCard, type ModelCard } from '@contract/model-card';

/** What to do about a damaged model, as the end of a sentence. */
export const remedyFor = (isBundled: boolean): string => (isBundled ? 'Reinstall Contexture.' : 'Remove the model and import it again.');

/**
 * Reads and checks a model card: its form, and its own digest, so that no digit of it changes what the model gives without a word.
 * @throws Failure `model` naming the file, what is wrong in it and the remedy.
 */
export function readModelCard(json: string, file: string, remedy: string): ModelCard {
  try {
    const all = JSON.parse(json) as Record<string, unknown>;
    const { files, maxTokens, recurrent, sentence, sha256: own, ...rest } = all;
    if (sha256(own, 'model.json.sha256') !== createHash('sha256').update(canonicalCard(all)).digest('hex')) throw new Failure('model', 'its content does not have the digest that it states');
    const card = cardFacts(rest, 'model.json');
    const entries = Object.entries(files as Record<string, unknown>).map(([name, entry]) => [fileName(name), fileEntry(entry, `model.json.files.${name}`)] as const);
    return {
      ...card,
      ...(maxTokens === undefined ? {} : { maxTokens: cardMaxTokens(maxTokens, 'model.json.maxTokens') }),
      ...(recurrent === undefined ? {} : { recurrent: recurrentFacts(recurrent, 'model.json.recurrent') }),
      ...(sentence === undefined ? {} : { sentence: sentencePooling(sentence, 'model.json.sentence') }),
      files: Object.fromEntries(entries),
    };
  } catch (error) {
    throw new Failure('model', `The model card ${file} is damaged. ${remedy}`, error instanceof Error ? error.message : String(error));
  }
}

/** The files lie beside the card and nowhere else. */
function fileName(name: string): string {
  if (/^[^/\\]+$/.test(name) && name !== '.' && name !== '..') return name;
  throw new Failure('bad-request', `model.json.files names “${name.slice(0, 40)}”, which is no file beside it`);
}
