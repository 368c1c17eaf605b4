import { RE2JS } from 're2js';
import { compilePattern } from '../search-pattern';
import type { TextEdit } from './moved-span';

/** What is looked for and what takes its place. */
export interface ReplaceTerms {
  /** Text, taken as it is, blanks too; or `/pattern/` in RE2’s syntax. */
  readonly find: string;
  /** Of a pattern: `$1` or `$<name>` is a group, `$&` all that was found, `$$` the sign. */
  readonly replaceWith: string;
  readonly isCaseKept: boolean;
}

export type Replacing =
  | { readonly kind: 'none' }
  | { readonly kind: 'broken'; readonly message: string }
  /** What changes in a text, in order; what would be replaced by itself is left out. */
  | { readonly kind: 'ready'; readonly editsIn: (text: string) => TextEdit[] };

const REFERENCE = /\$(?:(\$)|(&)|(\d{1,2})|<([^<>]*)>)/gu;

/** Reads the terms. A pattern heeds its own flags where it has any, else `isCaseKept`. */
export function readTerms({ find, replaceWith, isCaseKept }: ReplaceTerms): Replacing {
  if (find === '') return { kind: 'none' };
  if (!find.startsWith('/') || find.length === 1) {
    const expression = RE2JS.compile(RE2JS.quote(find), isCaseKept ? 0 : RE2JS.CASE_INSENSITIVE);
    return { kind: 'ready', editsIn: (text) => editsOf(expression, text, () => replaceWith) };
  }
  const compiled = compilePattern(find, isCaseKept ? '' : 'i');
  if (compiled === null) return { kind: 'none' };
  if (compiled.kind === 'broken') return compiled;
  const { expression } = compiled;
  const unknown = unknownGroup(expression, replaceWith);
  if (unknown !== null) return { kind: 'broken', message: `The pattern has no group ${unknown}. Write $$ for the sign $.` };
  return { kind: 'ready', editsIn: (text) => editsOf(expression, text, (group) => expanded(expression, replaceWith, group)) };
}

type GroupOf = (group: number | string) => string | null;

function editsOf(expression: RE2JS, text: string, replacementOf: (group: GroupOf) => string): TextEdit[] {
  const matcher = expression.matcher(text);
  const edits: TextEdit[] = [];
  while (matcher.find()) {
    const edit = { start: matcher.start(), end: matcher.end(), text: replacementOf((group) => matcher.group(group)) };
    if (edit.text !== text.slice(edit.start, edit.end)) edits.push(edit);
  }
  return edits;
}

/** Two digits are one number where there is such a group, as in JavaScript. */
function groupNumber(expression: RE2JS, digits: string): { readonly group: number; readonly rest: string } {
  const whole = Number(digits);
  return whole <= expression.groupCount() ? { group: whole, rest: '' } : { group: Number(digits.slice(0, 1)), rest: digits.slice(1) };
}

function unknownGroup(expression: RE2JS, replaceWith: string): string | null {
  for (const [, , , digits, name] of replaceWith.matchAll(REFERENCE)) {
    if (name !== undefined && !Object.hasOwn(expression.namedGroups(), name)) return `<${name}>`;
    if (digits === undefined) continue;
    const { group } = groupNumber(expression, digits);
    if (group === 0 || group > expression.groupCount()) return String(group);
  }
  return null;
}

const expanded = (expression: RE2JS, replaceWith: string, groupOf: GroupOf): string =>
  replaceWith.replace(REFERENCE, (_, sign?: string, all?: string, digits?: string, name?: string) => {
    if (sign !== undefined) return '$';
    if (all !== undefined) return groupOf(0) ?? '';
    if (digits === undefined) return groupOf(name ?? '') ?? '';
    const { group, rest } = groupNumber(expression, digits);
    return (groupOf(group) ?? '') + rest;
  });
