import { open } from 'node:fs/promises';
import path from 'node:path';
import type { DeviceReport } from '@contract/embedding';

export interface DiagnosticFacts {
  readonly app: string;
  /** Names of programs and their versions. */
  readonly versions: Readonly<Record<string, string>>;
  readonly system: string;
  readonly nCores: number;
  /** Bytes. */
  readonly memory: number;
  /** Graphics card and driver, as the browser names them; null where it does not. */
  readonly adapter: string | null;
  /** What the self-check of each device found; null where the model process does not answer. */
  readonly devices: readonly DeviceReport[] | null;
  readonly installation: string;
  /** Names and shapes of the models that are installed. */
  readonly models: readonly string[];
  /** The end of the log. */
  readonly log: string;
}

/** One text to send to somebody who looks for a fault. */
export function diagnosticsText({ app, versions, system, nCores, memory, adapter, devices, installation, models, log }: DiagnosticFacts): string {
  const devicesLines = devices === null ? ['  the model process did not answer'] : devices.map(({ label, state, reason }) => `  ${label}: ${state}${reason === '' ? '' : `. ${reason}`}`);
  return [
    `Contexture ${app} (${installation})`,
    Object.entries(versions).map(([name, version]) => `${name} ${version}`).join(', '),
    `${system}, ${nCores} cores, ${(memory / 1e9).toFixed(1)} GB`,
    `graphics: ${adapter ?? 'unknown'}`,
    'devices:', ...devicesLines,
    'models:', ...models.map((model) => `  ${model}`),
    'log:', log.trimEnd() === '' ? '  empty' : log.trimEnd(),
    '',
  ].join('\n');
}

/** The last lines of a log, whole; empty where there is none. @param nBytes at most */
export async function endOfLog(folder: string, nBytes = 8_000): Promise<string> {
  const file = await open(path.join(folder, 'contexture.log')).catch(() => null);
  if (file === null) return '';
  try {
    const { size } = await file.stat();
    const buffer = Buffer.alloc(Math.min(size, nBytes));
    await file.read(buffer, 0, buffer.length, size - buffer.length);
    const text = buffer.toString('utf8');
    return size > nBytes ? text.slice(text.indexOf('\n') + 1) : text;
  } finally {
    await file.close();
  }
}
