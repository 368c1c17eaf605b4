// The page's state as it is when the page is loaded, so that another state needs no reload.

type Fields = Record<string, unknown>;

const modules = import.meta.glob<Fields>('../state/**/*.svelte.ts', { eager: true });

/** The one instance that a module of state exports, or several. */
const holders: readonly Fields[] = Object.values(modules).flatMap((module) =>
  Object.values(module).filter(
    (value): value is Fields =>
      typeof value === 'object' && value !== null && !Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype,
  ),
);

/** What can be assigned: runes are accessors of the class or of one it extends, plain fields are the instance's own. */
function fieldsOf(holder: Fields): string[] {
  const names = Object.keys(holder);
  for (let level = Object.getPrototypeOf(holder) as object; level !== Object.prototype; level = Object.getPrototypeOf(level) as object) {
    names.push(
      ...Object.entries(Object.getOwnPropertyDescriptors(level))
        .filter(([, descriptor]) => typeof descriptor.get === 'function' && typeof descriptor.set === 'function')
        .map(([name]) => name),
    );
  }
  return names;
}

// Values are immutable or single (`$state.raw`, or `$state` of something that is no object); maps that a holder keeps alone are changed in place.
const first = holders.map((holder) => fieldsOf(holder).map((name) => [name, holder[name]] as const));

/** Puts every rune and field of `state/` back to what it was when this module was loaded. */
export function forgetState(): void {
  for (const [i, holder] of holders.entries()) {
    for (const [name, value] of first[i] ?? []) {
      holder[name] = value;
      if (value instanceof Map && Object.hasOwn(holder, name)) value.clear();
    }
  }
}
