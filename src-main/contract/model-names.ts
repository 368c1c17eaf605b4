/** A model's short name, which is a folder name of its own: no separators, no leading dot, small letters, so that it is one on every file system. */
export const MODEL_ID = /^[a-z0-9][a-z0-9._-]*$/;
export const LONGEST_MODEL_ID = 80;

const PART_OF_HUB_NAME = /^(?![-.])[A-Za-z0-9_.-]{1,96}(?<![-.])$/;

/** Whether a text is `org/name` by the rules of the Hugging Face hub: letters, digits, `-`, `_`, `.`; no `--` or `..`; at most 96 characters a part. */
export function isHubName(text: string): boolean {
  const parts = text.split('/');
  return parts.length === 2 && parts.every((name) => PART_OF_HUB_NAME.test(name) && !name.includes('--') && !name.includes('..')) && !text.endsWith('.git');
}
