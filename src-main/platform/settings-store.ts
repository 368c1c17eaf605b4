import { readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { settingsPatch } from '@contract/channels/app';
import { DEFAULT_SETTINGS, type Settings } from '@contract/settings';
import { Failure } from '@contract/failure';
import { atomicWrite } from './atomic-write';
import { notWritten } from './not-written';
import { strictText } from './integrity/seal';

/** The app's memory between starts: one small JSON file, written whole or not at all. */
export class SettingsStore {
  private settings: Settings;
  /** What was wrong with the file at the start, for whoever can tell it. */
  readonly problem: Failure | null;
  private writing: Promise<void> = Promise.resolve();

  /** @param onProblem told when what was changed could not be saved */
  constructor(private readonly file: string, private readonly onProblem: (failure: Failure) => void = () => undefined, defaults: Settings = DEFAULT_SETTINGS) {
    const { settings, problem } = readSettings(file);
    this.settings = { ...defaults, ...settings };
    this.problem = problem;
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

/** Damaged settings cost the user only their defaults: the file is put aside under another name, where no change overwrites it. */
function readSettings(file: string): { readonly settings: Partial<Settings>; readonly problem: Failure | null } {
  try {
    return { settings: settingsPatch(JSON.parse(strictText(readFileSync(file))), 'settings'), problem: null };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { settings: {}, problem: null };
    return {
      settings: {},
      problem: new Failure(
        'bad-input',
        `The settings in ${file} could not be read: the app began with its defaults. ${putAside(file)}`,
        error instanceof Error ? error.message : String(error),
      ),
    };
  }
}

function putAside(file: string): string {
  const { dir, name, ext } = path.parse(file);
  const aside = `${name}.damaged${ext}`;
  try {
    renameSync(file, path.join(dir, aside));
    return `The file is kept beside them as “${aside}”; set what you need again.`;
  } catch {
    return 'The file stays until something is changed.';
  }
}
