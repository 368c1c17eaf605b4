import { mkdir, open, readFile, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '@contract/failure';
import { isAlive } from '../../platform/process-alive';

/** Without a sign of life for so long, the owner of a lock is taken for gone; a running download renews its lock every minute. */
const staleMs = 5 * 60_000;

/** Keeps every other process from the folder of one download. @returns what gives it free again. @throws Failure `bad-request` while another one works there */
export async function lockFolder(folder: string, name: string): Promise<() => Promise<void>> {
  const file = path.join(folder, '.lock');
  await mkdir(folder, { recursive: true });
  if (await isStale(file)) await rm(file, { force: true });
  const handle = await open(file, 'wx').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new Failure('bad-request', `“${name}” is being fetched by another window or command. Wait for that one, or cancel it.`);
  });
  try {
    await handle.writeFile(String(process.pid));
  } catch (error) {
    // A lock without a number would keep everybody out until it is old.
    await rm(file, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
  const renewal = setInterval(() => {
    const now = new Date();
    // A lock that has been taken away is noticed by nobody but the digest.
    utimes(file, now, now).catch(() => undefined);
  }, 60_000);
  renewal.unref();
  return async () => {
    clearInterval(renewal);
    await rm(file, { force: true });
  };
}

async function isStale(file: string): Promise<boolean> {
  const age = await stat(file).then(({ mtimeMs }) => Date.now() - mtimeMs, () => null);
  if (age === null) return false;
  const pid = Number(await readFile(file, 'utf8').catch(() => ''));
  return age > staleMs || (Number.isSafeInteger(pid) && pid > 0 && !isAlive(pid));
}
