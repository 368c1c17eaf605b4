import { Failure } from '@contract/failure';

/** A value of a JSON file that remembers where it stands, so that every refusal names the key. */
export class JsonNode {
  constructor(readonly value: unknown, readonly file: string, readonly path: string) {}

  /** @throws Failure('model') when the text is not JSON. */
  static parse(text: string, file: string): JsonNode {
    try {
      return new JsonNode(JSON.parse(text), file, '');
    } catch (error) {
      throw new Failure('model', `${file} is not valid JSON; use the tokenizer files that belong to the model.`, String(error));
    }
  }

  /** null and a missing key are the same. */
  get isNull(): boolean {
    return this.value === undefined || this.value === null;
  }

  /** A member of an object. @throws Failure('model') when this is none. */
  at(key: string): JsonNode {
    const object = this.object();
    return new JsonNode(Object.hasOwn(object, key) ? object[key] : undefined, this.file, this.path === '' ? key : `${this.path}.${key}`);
  }

  object(): Readonly<Record<string, unknown>> {
    if (typeof this.value !== 'object' || this.value === null || Array.isArray(this.value)) throw this.refuse('is not an object');
    return this.value as Readonly<Record<string, unknown>>;
  }

  array(): readonly unknown[] {
    if (!Array.isArray(this.value)) throw this.refuse('is not a list');
    return this.value as readonly unknown[];
  }

  elements(): readonly JsonNode[] {
    return this.array().map((value, i) => new JsonNode(value, this.file, `${this.path}[${i}]`));
  }

  string(): string {
    if (typeof this.value !== 'string') throw this.refuse('is not a text');
    return this.value;
  }

  /** A switch; `standard` where the key is missing or null. */
  flag(standard: boolean): boolean {
    if (this.isNull) return standard;
    if (typeof this.value !== 'boolean') throw this.refuse('is neither true nor false');
    return this.value;
  }

  /** A whole number in `[0, limit)`. */
  id(limit: number): number {
    if (!isId(this.value, limit)) throw this.refuse(`is not a whole number from 0 to ${limit - 1}`);
    return this.value;
  }

  /** "tokenizer.json: model.vocab is not an object; …" */
  refuse(what: string): Failure {
    const subject = this.path === '' ? this.file : `${this.file}: ${this.path.length > 120 ? `${this.path.slice(0, 120)}…` : this.path}`;
    return new Failure('model', `${subject} ${what}; use the tokenizer files that belong to the model.`);
  }
}

export function isId(value: unknown, limit: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < limit;
}

/** A text of the file as it may stand in a message. */
export function shown(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
