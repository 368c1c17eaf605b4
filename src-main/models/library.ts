import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '@contract/failure';
import type { ModelCard } from '@contract/model-card';
import { readModelCard } from './card';

/** The models of one folder: `<models>/<id>/model.json` and what it names. */
export class ModelLibrary {
  constructor(private readonly modelsDir: string) {}

  /** All installed models, contextual ones first, by id within a kind. */
  async list(): Promise<readonly ModelCard[]> {
    const entries = await readdir(this.modelsDir, { withFileTypes: true });
    const ids = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
    const cards = await Promise.all(ids.map((id) => this.card(id)));
    const rank = { bert: 0, elmo: 1, static: 2 } as const;
    return cards.sort((a, b) => rank[a.kind] - rank[b.kind]);
  }

  /** @throws Failure `not-found` naming what is installed, `model` when the card is damaged. */
  async card(id: string): Promise<ModelCard> {
    // The id comes from outside: it names a folder here and nothing else.
    if (!/^[a-z0-9][a-z0-9._-]*$/i.test(id)) throw new Failure('not-found', `“${id}” is not a model id. Run “models” to see the installed ones.`);
    const file = path.join(this.folder(id), 'model.json');
    let json: string;
    try {
      json = await readFile(file, 'utf8');
    } catch {
      const installed = (await readdir(this.modelsDir, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
      throw new Failure('not-found', `There is no model “${id}”. Installed: ${installed.sort().join(', ')}.`);
    }
    return readModelCard(json, file);
  }

  folder(id: string): string {
    return path.join(this.modelsDir, id);
  }
}
