import { readFile, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

const queueName = 'onnxruntime.db';
const parts = [queueName, `${queueName}-wal`, `${queueName}-shm`, `${queueName}-journal`];

/** Where onnxruntime's telemetry keeps its device id and its queue; null on Windows, where it keeps neither. */
export function telemetryFolder(environment: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform, home: string = homedir()): string | null {
  if (platform === 'win32') return null;
  const cache = platform === 'darwin' ? path.join(home, 'Library/Application Support') : environment['XDG_CACHE_HOME'] || path.join(home, '.cache');
  return path.join(cache, 'Microsoft/DeveloperTools/.onnxruntime');
}

/**
 * Removes the device id and the queue that onnxruntime left before it was told to be silent. Other programs share the folder: it is ours to clear only where the
 * queue names this program. What cannot be removed stays; nothing is sent from here any more.
 */
export async function removeTelemetryTraces(folder: string | null = telemetryFolder()): Promise<void> {
  if (folder === null) return;
  const contents = await Promise.all(parts.map((name) => readFile(path.join(folder, name), 'latin1').catch(() => '')));
  if (!contents.some((content) => /contexture/i.test(content))) return;
  await Promise.all([...parts, 'deviceid'].map((name) => rm(path.join(folder, name), { force: true }).catch(() => undefined)));
}
