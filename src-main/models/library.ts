import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '@contract/failure';
import type { InstalledModel, ModelCard } from '@contract/model-card';
import { readPlainFile } from '../platform/plain-file';
import { readModelCard, remedyFor } from '../model-format/card';

const maxCardBytes = 1_000_000;
const rank = { bert: 0, elmo: 1, ulmfit: 2, gpt: 3, static: 4 } as const satisfies Record<ModelCard['kind'], number>;

/** The models of two folders: the bundled ones, and the user's own. Each is `<folder>/<id>/model.json` and what it names. */
export class ModelLibrary {
  /** @param userDir where imports go; null where there are none. It need not exist. */
  constructor(private readonly bundledDir: string, private readonly userDir: string | null = null) {}

  /** All installed models: bundled before imported, contextual before static, deeper before shallower, by id within a depth. A damaged import is left out of the list. */
  async list(): Promise<readonly InstalledModel[]> {
    const bundled = await Promise.all((await idsIn(this.bundledDir)).map((id) => this.installed(id)));
    const own = await Promise.all((await this.userIds()).map((id) => this.installed(id).catch(() => null)));
    const byKind = (a: ModelCard, b: ModelCard): number => rank[a.kind] - rank[b.kind] || b.nLayers - a.nLayers;
    return [...bundled.sort(byKind), ...own.filter((model) => model !== null).sort(byKind)];
  }

  /** @throws Failure `not-found` naming what is installed, `model` when the card is damaged. */
  async card(id: string): Promise<ModelCard> {
    const folder = await this.folder(id);
    const file = path.join(folder, 'model.json');
    const remedy = remedyFor(path.dirname(folder) === this.bundledDir);
    const card = readModelCard(await readPlainFile(file, maxCardBytes).then((bytes) => new TextDecoder().decode(bytes), (error: unknown) => {
      throw new Failure('model', `The model card ${file} cannot be read. ${remedy}`, String(error));
    }), file, remedy);
    // A card of another folder would name that one's files.
    if (card.id !== id) throw new Failure('model', `The model card ${file} is that of “${card.id}”. ${remedy}`);
    return card;
  }

  /** @throws Failure as {@link card} does. */
  async installed(id: string): Promise<InstalledModel> {
    const card = await this.card(id);
    const nBytes = Object.values(card.files).reduce((sum, file) => sum + file.nBytes, 0);
    return { ...card, nBytes, isBundled: (await idsIn(this.bundledDir)).includes(id) };
  }

  /** @throws Failure `not-found` naming what is installed. */
  async folder(id: string): Promise<string> {
    // The id comes from outside: it names a folder here and nothing else.
    if (!/^[a-z0-9][a-z0-9._-]*$/i.test(id)) throw new Failure('not-found', `“${id}” is not a model id. Run “models” to see the installed ones.`);
    const bundled = await idsIn(this.bundledDir);
    if (bundled.includes(id)) return path.join(this.bundledDir, id);
    const own = await this.userIds();
    if (this.userDir !== null && own.includes(id)) return path.join(this.userDir, id);
    throw new Failure('not-found', `There is no model “${id}”. Installed: ${[...bundled, ...own].sort().join(', ')}.`);
  }

  /** Whether an id is taken, by a bundled model or an import. */
  async has(id: string): Promise<boolean> {
    return [...await idsIn(this.bundledDir), ...await this.userIds()].includes(id);
  }

  /** Takes an import out of the library; its folder vanishes whole. @throws Failure `bad-request` for a bundled model, `not-found`, `io`. */
  async remove(id: string): Promise<void> {
    const folder = await this.folder(id);
    if (this.userDir === null || path.dirname(folder) !== this.userDir) throw new Failure('bad-request', `“${id}” is bundled with the app and cannot be removed.`);
    const doomed = path.join(this.userDir, `.removed-${id}-${process.pid}-${Date.now()}`);
    try {
      await mkdir(this.userDir, { recursive: true });
      await rename(folder, doomed);
      await rm(doomed, { recursive: true, force: true });
    } catch (error) {
      throw new Failure('io', `The model “${id}” could not be removed whole. Close other windows of Contexture and try again.`, String(error));
    }
  }

  private async userIds(): Promise<readonly string[]> {
    return this.userDir === null ? [] : idsIn(this.userDir);
  }
}

/** Model folders; a folder whose name begins with a dot is unfinished work. A missing folder holds none. */
async function idsIn(dir: string): Promise<readonly string[]> {
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map((entry) => entry.name).sort();
}
