import { Failure } from './failure';

/** Reads a value of unknown shape, or throws `bad-request` naming where it is wrong. Unknown input is refused, never repaired. */
export type Guard<T> = (value: unknown, where: string) => T;

const refuse = (where: string, wanted: string): never => {
  throw new Failure('bad-request', `The message was refused: ${where} must be ${wanted}.`);
};

export const nothing: Guard<null> = (value, where) => (value === null || value === undefined ? null : refuse(where, 'empty'));

export const bool: Guard<boolean> = (value, where) => (typeof value === 'boolean' ? value : refuse(where, 'true or false'));

export const text = (maxLength: number, minLength = 0): Guard<string> => (value, where) =>
  typeof value === 'string' && value.length >= minLength && value.length <= maxLength ? value : refuse(where, `text of ${minLength} to ${maxLength} characters`);

export const integer = (min: number, max: number): Guard<number> => (value, where) =>
  typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max ? value : refuse(where, `a whole number from ${min} to ${max}`);

export const number = (min: number, max: number): Guard<number> => (value, where) =>
  typeof value === 'number' && value >= min && value <= max ? value : refuse(where, `a number from ${min} to ${max}`);

export const oneOf = <const T extends readonly string[]>(choices: T): Guard<T[number]> => (value, where) =>
  typeof value === 'string' && choices.includes(value) ? value : refuse(where, `one of ${choices.join(', ')}`);

export const nullable = <T>(inner: Guard<T>): Guard<T | null> => (value, where) => (value === null ? null : inner(value, where));

export const list = <T>(inner: Guard<T>, maxLength: number, minLength = 0): Guard<readonly T[]> => (value, where) =>
  Array.isArray(value) && value.length >= minLength && value.length <= maxLength
    // Not `map`, which passes over the holes of a sparse list.
    ? Array.from(value, (item, i) => inner(i in value ? item : refuse(`${where}[${i}]`, 'there'), `${where}[${i}]`))
    : refuse(where, `a list of ${minLength} to ${maxLength} items`);

export const bytes = (maxBytes: number): Guard<Uint8Array> => (value, where) =>
  value instanceof Uint8Array && value.byteLength <= maxBytes ? value : refuse(where, `at most ${maxBytes} bytes`);

const isPlain = (value: unknown): value is Record<string, unknown> => {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

type Shape = Readonly<Record<string, Guard<unknown>>>;
type Shaped<S extends Shape> = { readonly [K in keyof S]: ReturnType<S[K]> };

/** An object with exactly these fields. */
export const record = <S extends Shape>(shape: S): Guard<Shaped<S>> => (value, where) => {
  if (!isPlain(value)) return refuse(where, 'an object');
  for (const key of Object.keys(value)) if (!Object.hasOwn(shape, key)) refuse(where, `without the field ${key.slice(0, 40)}`);
  const out: Record<string, unknown> = {};
  for (const [key, guard] of Object.entries(shape)) out[key] = guard(value[key], `${where}.${key}`);
  return out as Shaped<S>;
};

/** An object with some of these fields. */
export const partial = <S extends Shape>(shape: S): Guard<Partial<Shaped<S>>> => (value, where) => {
  if (!isPlain(value)) return refuse(where, 'an object');
  const out: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    const guard = Object.hasOwn(shape, key) ? shape[key] : undefined;
    if (guard === undefined) return refuse(where, `without the field ${key.slice(0, 40)}`);
    out[key] = guard(item, `${where}.${key}`);
  }
  return out as Partial<Shaped<S>>;
};

/** An object of which some fields may be missing: those of `shape`; `inner` reads all others. */
export const withOptional = <S extends Shape, T extends object>(shape: S, inner: Guard<T>): Guard<T & Partial<Shaped<S>>> => (value, where) => {
  if (!isPlain(value)) return refuse(where, 'an object');
  const isOptional = ([key]: [string, unknown]): boolean => Object.hasOwn(shape, key);
  const entries = Object.entries(value);
  return { ...inner(Object.fromEntries(entries.filter((entry) => !isOptional(entry))), where), ...partial(shape)(Object.fromEntries(entries.filter(isOptional)), where) };
};

/** Text by text, as labels are. */
export const textMap = (maxEntries: number, maxLength: number): Guard<Readonly<Record<string, string>>> => (value, where) => {
  if (!isPlain(value)) return refuse(where, 'an object');
  const entries = Object.entries(value);
  if (entries.length > maxEntries) return refuse(where, `an object of at most ${maxEntries} fields`);
  return Object.fromEntries(entries.map(([key, item]) => [text(maxLength)(key, where), text(maxLength)(item, `${where}.${key.slice(0, 40)}`)]));
};

/** Alternatives told apart by one field. */
export const union = <T>(field: string, variants: Readonly<Record<string, Guard<T>>>): Guard<T> => (value, where) => {
  if (!isPlain(value)) return refuse(where, 'an object');
  const tag = value[field];
  const guard = typeof tag === 'string' && Object.hasOwn(variants, tag) ? variants[tag] : undefined;
  return guard ? guard(value, where) : refuse(`${where}.${field}`, `one of ${Object.keys(variants).join(', ')}`);
};
