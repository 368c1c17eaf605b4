import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Failure, fromEnvelope, toEnvelope } from '@contract/failure';
import { Log } from './log';

let dir: string;
beforeEach(() => { dir = mkdtempSync(path.join(tmpdir(), 'contexture-log-')); });
afterEach(() => { rmSync(dir, { recursive: true }); });
const now = (): Date => new Date(0);
const read = (name = 'contexture.log'): string => readFileSync(path.join(dir, 'log', name), 'utf8');

describe('the log', () => {
  it('names time, process and place, and nothing that a user wrote', async () => {
    const log = new Log(path.join(dir, 'log'), { now });
    log.note('main 7', 'started');
    log.error('main 7', 'sets:build', new TypeError('cannot read “my secret sentence”'));
    log.error('inference 8', 'inference:embed', new Failure('bad-input', 'The sentence “my secret sentence” is too long.'));
    await log.flushed();
    const text = read();
    expect(text).toMatch(/^1970-01-01T00:00:00\.000Z main 7 started\n1970-01-01T00:00:00\.000Z main 7 sets:build: TypeError internal\n {4}at .*log\.test\.ts:/);
    expect(text).toMatch(/inference 8 inference:embed: Failure bad-input\n$/);
    expect(text).not.toContain('secret');
    expect(statSync(path.join(dir, 'log/contexture.log')).mode & 0o777).toBe(0o600);
  });

  it('keeps to its size: the older half lies beside it', async () => {
    const log = new Log(path.join(dir, 'log'), { now, maxBytes: 200 });
    for (let i = 0; i < 20; i++) log.note('main 1', `line ${i}`);
    await log.flushed();
    expect(readdirSync(path.join(dir, 'log')).sort()).toEqual(['contexture.1.log', 'contexture.log']);
    expect(read()).toContain('line 19');
    expect(Buffer.byteLength(read()) <= 200 && Buffer.byteLength(read('contexture.1.log')) <= 200).toBe(true);
  });

  it('that cannot be written stops nothing', async () => {
    writeFileSync(path.join(dir, 'log'), 'a file');
    const log = new Log(path.join(dir, 'log'));
    log.note('main 1', 'started');
    await expect(log.flushed()).resolves.toBeUndefined();
  });
});

describe('a bug on its way through processes', () => {
  it('keeps its place, without its message', () => {
    const envelope = toEnvelope(new RangeError('“my secret sentence”'));
    expect(envelope).toMatchObject({ code: 'internal', stack: expect.stringMatching(/^ {4}at .*log\.test\.ts/) as string });
    expect(envelope.stack).not.toContain('secret');
    expect(toEnvelope(fromEnvelope(envelope)).stack).toBe(envelope.stack);
  });

  it('of an expected failure there is none', () => {
    expect(toEnvelope(new Failure('io', 'No disk.', 'ENOSPC'))).toEqual({ code: 'io', message: 'No disk.', detail: 'ENOSPC' });
  });
});
