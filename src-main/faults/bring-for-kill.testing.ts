// What `import-kills.test.ts` ends at random moments: brings a model into a library, from a folder or from a server on this machine. Arguments: the
// data folder, the import process, the folder or the server's address.
import path from 'node:path';
import { startImportProcess } from '../cli/import-process';
import type { ImportProgress } from '@contract/model-import';
import { ModelImports } from '../importing/model-imports';
import { ModelDownloads } from '../models/download/downloads';
import { ModelLibrary } from '../models/library';

/** A library in a folder, and what brings models into it. @param endpoint of a hub */
export function importsIn(folder: string, importer: string, endpoint: string): { readonly library: ModelLibrary; readonly imports: ModelImports } {
  const modelsDir = path.join(folder, 'models');
  const library = new ModelLibrary(path.join(folder, 'bundled'), modelsDir);
  const downloads = new ModelDownloads({ downloadsDir: path.join(folder, 'downloads'), env: { HF_ENDPOINT: endpoint }, nBytesBetweenSyncs: 10_000 });
  return { library, imports: new ModelImports(library, downloads, { modelsDir, sampleFile: path.resolve('assets/background.txt'), spawn: () => startImportProcess(importer) }) };
}

export async function bring(imports: ModelImports, from: string, onProgress: (progress: ImportProgress) => void): Promise<void> {
  if (from.startsWith('http')) await imports.download({ by: 'hub', name: 'org/tiny' }, null, { onProgress });
  else await imports.import({ path: from, id: 'tiny', name: 'Tiny', licence: 'MIT', nMaxWords: null }, { onProgress });
}

const [folder, importer, from] = process.argv.slice(2);
if (process.send !== undefined && from !== undefined && importer?.endsWith('importer.js') === true && folder !== undefined) {
  await bring(importsIn(folder, importer, from).imports, from, ({ stage }) => { process.send?.(stage); });
  process.send('done', () => { process.exit(0); });
}
