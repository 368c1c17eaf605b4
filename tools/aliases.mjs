// The short names of folders that several sides import, read from where they are written: `paths` in tsconfig.base.json.
// The root is asked for, since a configuration with this file in it is bundled to another place.
import { readFileSync } from 'node:fs';
import path from 'node:path';

const withoutStar = (pattern) => {
  if (!pattern.endsWith('/*')) throw new Error(`tsconfig.base.json: ${pattern} is not the pattern of a folder, “NAME/*”.`);
  return pattern.slice(0, -2);
};

/**
 * @param {string} root of the repository
 * @returns {Record<string, string>} alias → folder relative to the root: `{ '@contract': 'src-main/contract', … }`
 */
export function aliasFolders(root) {
  const { compilerOptions } = JSON.parse(readFileSync(path.join(root, 'tsconfig.base.json'), 'utf8'));
  return Object.fromEntries(Object.entries(compilerOptions.paths).map(([alias, [folder]]) => [withoutStar(alias), path.posix.normalize(withoutStar(folder))]));
}

/**
 * @param {string} root of the repository
 * @returns {Record<string, string>} alias → absolute folder, as Vite's `resolve.alias` takes it
 */
export function aliasesIn(root) {
  return Object.fromEntries(Object.entries(aliasFolders(root)).map(([name, folder]) => [name, path.join(root, folder)]));
}
