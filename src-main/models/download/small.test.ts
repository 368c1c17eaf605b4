import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { digestFromBase64, digestFromHex, digestText, FileHash, parseDigest } from './digest';
import { checkDisk, freeBytes } from './disk';
import { allowedUrl } from './follow';
import { defaultPatience, retryAfterMs, waitMs } from './retry';
import { SpeedMeter, Throttle } from './speed';

describe('a digest', () => {
  it('is that of the known tools', () => {
    const hash = new FileHash(['sha256', 'md5', 'git-sha1'], 5);
    hash.update(Buffer.from('hel'));
    expect(hash.digest('md5')?.hex).toBe('46356afe55fa3cea9cbe73ad442cad47');
    hash.update(Buffer.from('lo'));
    // sha256sum, md5sum, git hash-object
    expect(hash.digest('sha256')?.hex).toBe('2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824');
    expect(hash.digest('md5')?.hex).toBe('5d41402abc4b2a76b9719d911017c592');
    expect(hash.digest('git-sha1')?.hex).toBe('b6fc4c620b67d95f953a5c1c1230aaab5db5a1b0');
  });

  it('is read from text only when it is one', () => {
    const digest = digestFromHex('md5', '5D41402ABC4B2A76B9719D911017C592');
    expect(digest).toEqual({ algorithm: 'md5', hex: '5d41402abc4b2a76b9719d911017c592' });
    expect(digest && parseDigest(digestText(digest))).toEqual(digest);
    expect(digestFromBase64('md5', 'XUFAKrxLKna5cZ2REBfFkg==')).toEqual(digest);
    for (const hex of ['', '5d41', 'z'.repeat(32), 7, null]) expect(digestFromHex('md5', hex)).toBeNull();
    for (const text of ['md5:5d', 'crc:00', '', null, 7]) expect(parseDigest(text)).toBeNull();
    expect(digestFromBase64('md5', 'not base64!')).toBeNull();
  });
});

describe('the disk', () => {
  it('is asked where the folder will be', async () => {
    const dir = mkdtempSync(path.join(tmpdir(), 'contexture-disk-'));
    expect(await freeBytes(path.join(dir, 'not/yet/there'))).toBeGreaterThan(0);
    rmSync(dir, { recursive: true });
  });

  it('must hold the rest of the download and the conversion', () => {
    const needs = { name: 'BERT base', nBytes: 440e6, nBytesHere: 400e6, nBytesConverted: 528e6 };
    expect(() => { checkDisk(needs, 568e6); }).not.toThrow();
    expect(() => { checkDisk(needs, 310e6); }).toThrow('BERT base needs 568 MB. You have 310 MB free. Free some space and try again.');
  });
});

describe('the wait before another try', () => {
  it('doubles, heeds the server, and has an end', () => {
    expect([1, 2, 3].map((n) => waitMs(n, null, defaultPatience))).toEqual([1_000, 2_000, 4_000]);
    expect(waitMs(1, 20_000, defaultPatience)).toBe(20_000);
    expect(waitMs(1, 86_400_000, defaultPatience)).toBe(60_000);
    expect(waitMs(40, null, defaultPatience)).toBe(60_000);
  });

  it('is read as seconds or a date', () => {
    const now = Date.parse('Wed, 21 Oct 2015 07:28:00 GMT');
    expect(retryAfterMs('120')).toBe(120_000);
    expect(retryAfterMs('Wed, 21 Oct 2015 07:28:30 GMT', now)).toBe(30_000);
    expect(retryAfterMs('Wed, 21 Oct 2015 07:00:00 GMT', now)).toBe(0);
    for (const header of [null, 'soon', '-1e99x']) expect(retryAfterMs(header)).toBeNull();
  });
});

describe('the speed', () => {
  const metered = (): { meter: SpeedMeter; at: (ms: number, nBytes: number) => number | null } => {
    let now = 0;
    const meter = new SpeedMeter(() => now);
    return { meter, at: (ms, nBytes) => { now = ms; meter.add(nBytes); return meter.bytesPerSecond(); } };
  };

  it('is that of the last seconds, known after half of one', () => {
    const { at } = metered();
    expect(at(0, 0)).toBeNull();
    expect(at(400, 400)).toBeNull();
    expect(at(1_000, 1_000)).toBe(1_000);
    for (let ms = 1_100; ms <= 20_000; ms += 100) at(ms, 1_000 + (ms - 1_000) * 5);
    expect(at(20_100, 1_000 + 19_100 * 5)).toBeCloseTo(5_000);
  });

  it('does not count what was here before, and begins anew with the file', () => {
    const { at } = metered();
    at(0, 1_000_000);
    expect(at(1_000, 1_000_500)).toBe(500);
    expect(at(1_100, 0)).toBeNull();
    expect(at(2_100, 700)).toBe(700);
  });
});

describe('progress', () => {
  it('is let through ten times a second, and always when it matters', () => {
    let now = 0;
    const throttle = new Throttle(() => now);
    const passed = [0, 50, 99, 100, 150, 210].map((ms) => { now = ms; return throttle.passes(ms === 150); });
    expect(passed).toEqual([true, false, false, true, true, false]);
  });
});

describe('an address', () => {
  it.each(['https://huggingface.co/x', 'http://127.0.0.1:80/x', 'http://localhost/x', 'http://[::1]/x'])('%s is allowed', (url) => { expect(allowedUrl(url, null).href).toContain('/x'); });
  it.each([
    'http://huggingface.co/x',
    'http://127.0.0.1.nip.example/x',
    'http://localhost.example/x',
    'file:///x',
    'ftp://127.0.0.1/x',
    'https://user@huggingface.co/x',
  ])('%s is refused', (url) => {
    expect(() => allowedUrl(url, null)).toThrow(/refused|not https|HF_TOKEN/);
  });
  it('on this machine is refused to another machine that redirects there', () => {
    expect(() => allowedUrl('http://127.0.0.1/x', new URL('https://models.example/'))).toThrow(/redirects to an address that is refused/);
  });
});
