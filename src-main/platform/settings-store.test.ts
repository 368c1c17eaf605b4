import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '@contract/settings';
import { SettingsStore } from './settings-store';

let folder = '';
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'contexture-settings-')); });

describe('SettingsStore', () => {
  it('starts with the defaults and remembers what was changed', async () => {
    const file = path.join(folder, 'settings.json');
    const store = new SettingsStore(file);
    expect(store.current).toEqual(DEFAULT_SETTINGS);
    store.update({ theme: 'light' });
    store.update({ started: true });
    await store.flushed();
    expect(new SettingsStore(file).current).toEqual({ ...DEFAULT_SETTINGS, theme: 'light', started: true });
    expect(readdirSync(folder)).toEqual(['settings.json']);
  });

  it('says when what was changed could not be saved, and keeps it meanwhile', async () => {
    const problems: string[] = [];
    const store = new SettingsStore(path.join(folder, 'gone', 'settings.json'), ({ message }) => { problems.push(message); });
    store.update({ theme: 'light' });
    await store.flushed();
    expect(problems).toEqual([expect.stringMatching(/^The settings could not be saved in .*gone: the folder is not there/)]);
    expect(store.current.theme).toBe('light');
  });

  it.each(['', '{', '[]', 'null', '{"theme": "blue"}', '{"leftWidth": 1e9}', new Uint8Array([0x7b, 0xff])])('falls back to the defaults for a damaged file, says so and keeps it: %s', async (content) => {
    const file = path.join(folder, 'settings.json');
    writeFileSync(file, content);
    const store = new SettingsStore(file);
    expect([store.current, store.problem?.message]).toEqual([DEFAULT_SETTINGS, `The settings in ${file} could not be read: the app began with its defaults. The file is kept beside them as “settings.damaged.json”; set what you need again.`]);
    store.update({ theme: 'light' });
    await store.flushed();
    expect(readFileSync(path.join(folder, 'settings.damaged.json'))).toEqual(Buffer.from(content));
    const again = new SettingsStore(file);
    expect([again.current.theme, again.problem]).toEqual(['light', null]);
  });
});
