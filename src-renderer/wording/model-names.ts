import { isHubName, LONGEST_MODEL_ID, MODEL_ID } from '@contract/model-names';

const LONGEST_NAME = 80;

/** Why a model cannot have this short name; null when it can. */
export function shortNameProblem(id: string, taken: readonly string[]): string | null {
  if (id === '') return 'Give the model a short name.';
  if (!MODEL_ID.test(id)) return 'Use small letters, digits, dots, hyphens and underscores; begin with a letter or digit.';
  if (id.length > LONGEST_MODEL_ID) return `Use at most ${LONGEST_MODEL_ID} characters.`;
  if (taken.includes(id)) return `There is a model “${id}” already. Choose another short name.`;
  return null;
}

/** Why a model cannot have this name; null when it can. */
export function nameProblem(name: string): string | null {
  if (name.trim() === '') return 'Give the model a name.';
  return name.trim().length > LONGEST_NAME ? `Use at most ${LONGEST_NAME} characters.` : null;
}

/**
 * `org/name` of the Hugging Face hub as typed or pasted, also as the address of the model's page; null when it is neither.
 * Nothing is asked of the hub here.
 */
export function hubNameIn(text: string): string | null {
  const path = text.trim().replace(/^(https?:\/\/)?(www\.)?(huggingface\.co|hf\.co)\//i, '').replace(/[?#].*$/, '');
  const name = path.split('/').slice(0, 2).join('/');
  const isPage = path === name || /^[^/]+\/[^/]+\/((tree|blob|resolve)\/.*)?$/.test(path);
  return isPage && isHubName(name) ? name : null;
}

/** How many of the most frequent words a static model can be cut to. */
export const TOP_WORDS = [50_000, 100_000, 400_000, 1_000_000] as const;

/** Choices for a file with `nWords` words (null: not known yet); null keeps all. */
export function topWordChoices(nWords: number | null): readonly (number | null)[] {
  return [null, ...TOP_WORDS.filter((n) => nWords === null || n < nWords)];
}
