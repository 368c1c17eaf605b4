// The sources as a graph: which of our files imports which. For rules about the whole house that no single file shows.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { aliasFolders } from '../aliases.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const aliases = Object.entries(aliasFolders(root));
const SIDES = ['src-main', 'src-renderer'];

const isProduct = (file) => /\.(ts|svelte)$/.test(file) && !/\.(test|as)\.ts$/.test(file);

/** Files of ours that are neither tests nor kernels, relative to the root. */
export const productFiles = SIDES.flatMap((side) =>
  readdirSync(path.join(root, side), { recursive: true }).map((file) => path.posix.join(side, file.split(path.sep).join('/'))),
)
  .filter(isProduct)
  .sort();

export const textOf = (file) => readFileSync(path.join(root, file), 'utf8');

/** The file that a specifier names, relative to the root; null for packages, styles and pictures. */
function targetOf(specifier, importer) {
  const bare = specifier.replace(/\?.*$/, '');
  const [name, folder] = aliases.find(([alias]) => bare.startsWith(`${alias}/`)) ?? [];
  if (name === undefined && !bare.startsWith('.')) return null;
  const base = name === undefined ? path.posix.join(path.posix.dirname(importer), bare) : folder + bare.slice(name.length);
  return [base, `${base}.ts`, `${base}/index.ts`].find((file) => isProduct(file) && existsSync(path.join(root, file))) ?? null;
}

/**
 * What a file imports and re-exports, as it is written and as a file of ours (null for what is none).
 * `isType`: all of the statement is gone when it is compiled.
 * @returns {{ specifier: string, target: string | null, isType: boolean }[]}
 */
export function importsOf(file) {
  const text = textOf(file);
  const statements = [...text.matchAll(/^\s*(?:import|export)(\s+type\b)?\s[^'";]*?from\s+'([^']+)'|^\s*import()\s+'([^']+)'|\bimport()\(\s*'([^']+)'/gm)];
  return statements.map((match) => {
    const specifier = match[2] ?? match[4] ?? match[6];
    return { specifier, target: targetOf(specifier, file), isType: match[1] !== undefined };
  });
}

/** Circles of imports, those of types too: files that reach one another (Tarjan's strongly connected components). @returns {string[][]} */
export function circles(files, targetsOf) {
  const order = new Map(), lowest = new Map(), open = [], found = [];
  const visit = (file) => {
    order.set(file, order.size);
    lowest.set(file, order.get(file));
    open.push(file);
    for (const target of targetsOf(file)) {
      if (!order.has(target)) visit(target);
      if (open.includes(target)) lowest.set(file, Math.min(lowest.get(file), lowest.get(target)));
    }
    if (lowest.get(file) !== order.get(file)) return;
    const circle = open.splice(open.indexOf(file));
    if (circle.length > 1 || targetsOf(file).includes(file)) found.push(circle);
  };
  for (const file of files) if (!order.has(file)) visit(file);
  return found;
}

/** All that a file reaches when it is run. @returns {{ files: Set<string>, packages: Set<string> }} */
export function reachedFrom(entry) {
  const files = new Set([entry]), packages = new Set();
  for (const file of files) {
    for (const { specifier, target, isType } of importsOf(file)) {
      if (isType) continue;
      if (target !== null) files.add(target);
      else if (!specifier.startsWith('.')) packages.add(specifier);
    }
  }
  return { files, packages };
}
