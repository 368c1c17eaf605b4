import { Failure } from '@contract/failure';

/** The vocabulary beside a converted model: a list in JSON, where a token's place is its id. */
export const FASTAI_VOCABULARY_FILE = 'itos.json';

/** fastai.text.core: what its rules put into a text; the others (xxeos, xxfld) are never written here. */
const NEEDED = ['xxunk', 'xxpad', 'xxbos'] as const;

/** fastai's `itos`, the other way round. */
export class FastaiVocabulary {
  private readonly ids: ReadonlyMap<string, number>;
  readonly unknownId: number;
  readonly padId: number;
  readonly beginId: number;

  /** fastai fills a vocabulary up to a multiple of eight with tokens of the name xxfake, so that names may repeat; the first one counts. @throws Failure `model` as {@link requireFastaiVocabulary} */
  constructor(readonly itos: readonly string[]) {
    requireFastaiVocabulary(itos);
    const ids = new Map<string, number>();
    for (const [id, token] of itos.entries()) if (!ids.has(token)) ids.set(token, id);
    this.ids = ids;
    [this.unknownId, this.padId, this.beginId] = NEEDED.map((token) => ids.get(token) as number) as [number, number, number];
  }

  /** Null for a token that it does not have. */
  find(token: string): number | null {
    return this.ids.get(token) ?? null;
  }
}

/** @throws Failure `model` naming the special token that is missing: models of fastai before 1.0 have others, and other rules. */
export function requireFastaiVocabulary(itos: readonly string[]): void {
  const missing = NEEDED.find((token) => !itos.includes(token));
  if (missing !== undefined) throw new Failure('model', `The vocabulary lacks “${missing}”, so that it was not made by the rules of fastai 1 or 2; use a model of these versions.`);
}

/** A list of words in JSON. @throws Failure `model` naming the file */
export function parseFastaiVocabulary(json: string, name: string): readonly string[] {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    value = null;
  }
  if (Array.isArray(value) && value.every((token): token is string => typeof token === 'string')) return value;
  throw new Failure('model', `${name} is no list of words in JSON; use the vocabulary that belongs to the model.`);
}
