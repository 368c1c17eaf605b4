import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The version of the program, as its package.json says it, in the folder that holds `out`. */
export function appVersion(program: string): string {
  const { version } = JSON.parse(readFileSync(path.join(program, 'package.json'), 'utf8')) as { version: string };
  return version;
}
