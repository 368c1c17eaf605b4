import { readFileSync } from 'node:fs';
import { settingsPatch } from '@contract/channels/app';
import { DEFAULT_SETTINGS, type Settings } from '@contract/settings';
import type { Failure } from '@contract/failure';
import { atomicWrite } from './atomic-write';
import { notWritten } from './not-written';

/** The app's memory between starts: one small JSON file, written whole or not at all. */
export class SettingsStore {
  private settings: Settings;
  private writing: Promise<void> = Promise.resolve();

  /** @param onProblem told when what was changed could not be saved */
  constructor(private readonly file: string, private readonly onProblem: (failure: Failure) => void = () => undefined, defaults: Settings = DEFAULT_SETTINGS) {
    this.settings = { ...defaults, ...readSettings(file) };
  }

  get current(): Settings {
    return this.settings;
  }

  update(patch: Partial<Settings>): Settings {
    this.settings = { ...this.settings, ...patch };
    const json = `${JSON.stringify(this.settings, null, 2)}\n`;
    // One write after the other, so that the newest is what stays.
    this.writing = this.writing.then(() => atomicWrite(this.file, json)).catch((error: unknown) => { this.onProblem(notWritten('The settings', this.file, error)); });
    return this.settings;
  }

  /** Resolves when everything is on disk. */
  flushed(): Promise<void> {
    return this.writing;
  }
}

/** Damaged settings cost the user only their defaults. */
function readSettings(file: string): Partial<Settings> {
  try {
    return settingsPatch(JSON.parse(readFileSync(file, 'utf8')), 'settings');
  } catch {
    return {};
  }
}
