type Json = Readonly<Record<string, unknown>>;

/** A tokenizer.json that makes every text small before all else. */
export function lowerCased(root: Json): Json {
  const found = root['normalizer'];
  const steps: readonly unknown[] = found === undefined || found === null ? [] : isSequence(found) ? found.normalizers : [found];
  return { ...root, normalizer: { type: 'Sequence', normalizers: [{ type: 'Lowercase' }, ...steps] } };
}

function isSequence(value: unknown): value is { readonly normalizers: readonly unknown[] } {
  return typeof value === 'object' && value !== null && (value as Json)['type'] === 'Sequence' && Array.isArray((value as Json)['normalizers']);
}
