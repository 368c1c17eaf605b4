import { homedir } from 'node:os';
import path from 'node:path';

/** Where the program lies: a checkout, or what electron-builder packed. */
export interface Installation {
  /** The folder that holds `out`. */
  readonly program: string;
  /** The folder that holds `models` and `assets`: the checkout, or a package's resources. */
  readonly home: string;
  readonly isPackaged: boolean;
}

/** @param program the checkout, or the archive of a package, which lies in its resources */
export function installationOf(program: string): Installation {
  const isPackaged = path.basename(program) === 'app.asar';
  return { program, home: isPackaged ? path.dirname(program) : program, isPackaged };
}

/** Where the parts of an installation lie. `home`: see `Installation`. */
export interface InstallationPaths {
  readonly models: string;
  readonly presets: string;
  /** Lessons that come with the app. */
  readonly lessons: string;
  /** Vectors of the presets in the bundled models. */
  readonly presetVectors: string;
  /** Sentences on which a model's baselines are measured. */
  readonly backgroundSample: string;
  /** Sentences on which a model's reach is measured. */
  readonly carriers: string;
  readonly icon: string;
}

export function installationPaths(home: string): InstallationPaths {
  return {
    models: path.join(home, 'models'),
    presets: path.join(home, 'assets/presets'),
    lessons: path.join(home, 'assets/lessons'),
    presetVectors: path.join(home, 'assets/preset-vectors'),
    backgroundSample: path.join(home, 'assets/background.txt'),
    carriers: path.join(home, 'assets/carriers.json'),
    icon: path.join(home, 'assets/icons/sizes/512x512.png'),
  };
}

/** Where the user's own models, cut downloads and kept vectors lie: below the app's user data. */
export interface DataPaths {
  readonly models: string;
  readonly downloads: string;
  readonly embeddings: string;
  /** What the self-check of each device found. */
  readonly devices: string;
  /** What products in 8 bits gained and cost. */
  readonly speeds: string;
  /** The server that models ran on last. */
  readonly server: string;
  /** The user's own sentence sets. */
  readonly sets: string;
  /** What went wrong, see `platform/log.ts`. */
  readonly log: string;
}

export function dataPaths(dataDir: string): DataPaths {
  return {
    models: path.join(dataDir, 'models'), downloads: path.join(dataDir, 'downloads'),
    embeddings: path.join(dataDir, 'embeddings'), devices: path.join(dataDir, 'devices.json'), speeds: path.join(dataDir, 'speeds.json'),
    server: path.join(dataDir, 'server.json'), sets: path.join(dataDir, 'sets'), log: path.join(dataDir, 'log'),
  };
}

/**
 * The folder that Electron calls userData, found without Electron, so that the command line shares the app's models.
 * `CONTEXTURE_DATA` names another one.
 */
export function defaultDataDir(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform, home: string = homedir()): string {
  if (env['CONTEXTURE_DATA']) return path.resolve(env['CONTEXTURE_DATA']);
  if (platform === 'darwin') return path.join(home, 'Library/Application Support', APP_FOLDER);
  if (platform === 'win32') return path.join(env['APPDATA'] ?? path.join(home, 'AppData/Roaming'), APP_FOLDER);
  return path.join(env['XDG_CONFIG_HOME'] ?? path.join(home, '.config'), APP_FOLDER);
}

/** Electron's default: the product's name. */
const APP_FOLDER = 'Contexture';
