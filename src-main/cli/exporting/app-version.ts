import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The version of the program, as its package.json in `home` says it. */
export function appVersion(home: string): string {
  const { version } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')) as { version: string };
  return version;
}
