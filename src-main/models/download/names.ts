import { Failure } from '@contract/failure';

/** Checks a name of the hub by its own rules: letters, digits, `-`, `_`, `.`; no `--` or `..`; at most 96 characters a part. @throws Failure `bad-input` */
export function hubName(text: string): string {
  const part = /^(?![-.])[A-Za-z0-9_.-]{1,96}(?<![-.])$/;
  const parts = text.split('/');
  const isName = parts.length === 2 && parts.every((name) => part.test(name) && !name.includes('--') && !name.includes('..')) && !text.endsWith('.git');
  if (isName) return text;
  throw new Failure('bad-input', `“${text.slice(0, 100)}” is not a name of the hub. Write it as org/name, for example google-bert/bert-base-uncased.`);
}

/** The folder of a download from the hub. `--` stands in no name, so that no two names share a folder. */
export const hubFolder = (name: string): string => `hub--${name.replace('/', '--')}`;

/** A short name for the library, of what follows the last slash: small letters, digits, `.`, `_`, `-`. */
export function shortName(name: string): string {
  const id = (name.split('/').at(-1) ?? '').toLowerCase().replace(/[^a-z0-9._-]/g, '-').replace(/^[^a-z0-9]+/, '').slice(0, 80);
  return id === '' ? 'model' : id;
}

/** Whether a file name of a listing would leave the folder it is put in, on any platform. */
export function escapes(name: string): boolean {
  return name === '' || name.length > 500 || /[\\\u0000-\u001f]|^\/|^[A-Za-z]:/.test(name) || name.split('/').some((part) => part === '..' || part === '.' || part === '');
}
