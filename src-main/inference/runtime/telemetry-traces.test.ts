import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { removeTelemetryTraces, telemetryFolder } from './telemetry-traces';

const folderWith = (queue: string): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'contexture-traces-'));
  writeFileSync(path.join(folder, 'deviceid'), '0d5b');
  writeFileSync(path.join(folder, 'onnxruntime.db'), queue);
  writeFileSync(path.join(folder, 'onnxruntime.db-wal'), '');
  writeFileSync(path.join(folder, 'other'), 'kept');
  return folder;
};

describe('what onnxruntime’s telemetry left', () => {
  it('goes where the queue names this program', async () => {
    const folder = folderWith('SQLite \u0000 ProcessInfo electron --user-data-dir=/home/a/.config/Contexture \u0000');
    await removeTelemetryTraces(folder);
    expect(readdirSync(folder)).toEqual(['other']);
  });

  it('stays where only other programs have reported', async () => {
    const folder = folderWith('ProcessInfo node other.js');
    await removeTelemetryTraces(folder);
    expect(readdirSync(folder).sort()).toEqual(['deviceid', 'onnxruntime.db', 'onnxruntime.db-wal', 'other']);
  });

  it('need not be there', async () => {
    const folder = path.join(mkdtempSync(path.join(tmpdir(), 'contexture-traces-')), 'none');
    await removeTelemetryTraces(folder);
    expect(existsSync(folder)).toBe(false);
    await removeTelemetryTraces(null);
  });

  it('lies where each system has its caches', () => {
    expect(telemetryFolder({}, 'linux', '/home/a')).toBe('/home/a/.cache/Microsoft/DeveloperTools/.onnxruntime');
    expect(telemetryFolder({ XDG_CACHE_HOME: '/c' }, 'linux', '/home/a')).toBe('/c/Microsoft/DeveloperTools/.onnxruntime');
    expect(telemetryFolder({}, 'darwin', '/Users/a')).toBe('/Users/a/Library/Application Support/Microsoft/DeveloperTools/.onnxruntime');
    expect(telemetryFolder({}, 'win32', 'C:\\')).toBeNull();
  });
});
