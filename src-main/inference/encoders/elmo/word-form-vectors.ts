/** Gives the vectors of word forms, `[forms.length, dim]`. */
export type FormEncoder = (forms: readonly string[]) => Promise<Float32Array>;

export interface FormLimits {
  readonly maxForms: number;
  readonly maxBytes: number;
}

/** 64 MB hold every form of a book; a model of the published size may not grow by more (it is bounded by its own weights). */
const defaultLimits: FormLimits = { maxForms: 100_000, maxBytes: 64_000_000 };
/** 50 positions a word through several convolutions: small batches keep memory down. */
const nFormsPerRun = 128;

/**
 * Vectors of word forms that depend on the form alone, cached while there is room. Two generations stand in for an exact order of use: what is
 * asked for moves to the young one; when that is full it becomes the old one, and what nobody has asked for since is dropped.
 */
export class WordFormVectors {
  private young = new Map<string, Float32Array>();
  private old = new Map<string, Float32Array>();
  private readonly nPerGeneration: number;

  constructor(private readonly encode: FormEncoder, private readonly dim: number, { maxForms, maxBytes }: FormLimits = defaultLimits) {
    this.nPerGeneration = Math.max(1, Math.floor(Math.min(maxForms, maxBytes / (4 * dim)) / 2));
  }

  /** How many forms are cached, at most the limit. */
  get size(): number {
    return this.young.size + this.old.size;
  }

  /** The vectors of all these forms, whether they can be cached or not. */
  async of(forms: Iterable<string>): Promise<ReadonlyMap<string, Float32Array>> {
    const found = new Map<string, Float32Array>();
    const unknown: string[] = [];
    for (const form of new Set(forms)) {
      const vector = this.young.get(form) ?? this.old.get(form);
      if (vector === undefined) unknown.push(form);
      else {
        found.set(form, vector);
        this.keep(form, vector);
      }
    }
    for (let start = 0; start < unknown.length; start += nFormsPerRun) {
      const part = unknown.slice(start, start + nFormsPerRun);
      const values = await this.encode(part);
      for (const [i, form] of part.entries()) {
        const vector = values.slice(i * this.dim, (i + 1) * this.dim);
        found.set(form, vector);
        this.keep(form, vector);
      }
    }
    return found;
  }

  private keep(form: string, vector: Float32Array): void {
    if (this.young.has(form)) return;
    this.old.delete(form);
    if (this.young.size >= this.nPerGeneration) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(form, vector);
  }
}
