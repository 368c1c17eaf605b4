import { readFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import path from 'node:path';
import type { DeviceReport } from '@contract/embedding';
import type { InstalledModel } from '@contract/model-card';
import { diagnosticsText, endOfLog } from './diagnostics';

export interface DiagnosticSources {
  readonly appVersion: string;
  readonly installation: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly adapter: string | null;
  readonly logFolder: string;
  readonly devices: () => Promise<readonly DeviceReport[]>;
  readonly models: () => Promise<readonly InstalledModel[]>;
}

const DEVICES_WAIT_MS = 10_000;

/** All facts of {@link diagnosticsText} as they are now; devices that do not answer in time are said to be silent. */
export async function gatherDiagnostics({ appVersion, installation, versions, adapter, logFolder, devices, models }: DiagnosticSources): Promise<string> {
  const late = new Promise<null>((resolve) => { setTimeout(() => { resolve(null); }, DEVICES_WAIT_MS).unref(); });
  const [reports, installed, log] = await Promise.all([Promise.race([devices().catch(() => null), late]), models(), endOfLog(logFolder)]);
  return diagnosticsText({
    app: appVersion, installation, versions, adapter, log, devices: reports, memory: totalmem(), nCores: cpus().length, system: `${type()} ${release()} ${process.arch}`,
    models: installed.map(({ id, kind, nLayers, dim, isBundled }) => `${id}: ${kind}, ${nLayers} × ${dim}${isBundled ? ', bundled' : ''}`),
  });
}

/** The version of the library that runs models. @param program folder or archive of the program */
export function onnxruntimeVersion(program: string): string {
  const { version } = JSON.parse(readFileSync(path.join(program, 'node_modules/onnxruntime-node/package.json'), 'utf8')) as { version: string };
  return version;
}
