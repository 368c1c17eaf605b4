import path from 'node:path';

/** Where the parts of an installation lie. `home` is the folder that holds `models` and `assets`: the checkout, or a package's resources. */
export interface InstallationPaths {
  readonly models: string;
  readonly presets: string;
  readonly icon: string;
}

export function installationPaths(home: string): InstallationPaths {
  return {
    models: path.join(home, 'models'),
    presets: path.join(home, 'assets/presets'),
    icon: path.join(home, 'assets/icons/contexture-512.png'),
  };
}
