import { Linter } from 'eslint';
import * as parser from 'svelte-eslint-parser';
import { describe, expect, it } from 'vitest';
import { wordingRule } from './wording-rules.mjs';

const linter = new Linter();

/** What the rule says of a template. */
function said(template: string): string[] {
  const plugins = { contexture: { rules: { words: wordingRule } } };
  const config = [{ files: ['**/*.svelte'], languageOptions: { parser }, plugins, rules: { 'contexture/words': 'error' } }];
  return linter.verify(template, config as Linter.Config[], { filename: 'Panel.svelte' }).map(({ message }) => message);
}

describe('the rule about words in templates', () => {
  it.each([
    ['<p>Show all</p>', 'Show all'],
    ['{#if isOn}on{/if}', 'on'],
    ['<b>{n}</b> points', 'points'],
    ['<button title="Close"></button>', 'Close'],
    ['<button aria-label="Remove {name}"></button>', 'Remove'],
    ['<Select label={isOn ? words.on : "Off"} />', 'Off'],
    ['<BarSelect name="Map" />', 'Map'],
    ['{isOn ? words.on : "not at all"}', 'not at all'],
    ['{name ?? "none"}', 'none'],
    ['{`${n} of ${all}`}', 'of'],
    ['<svg><text>holds</text></svg>', 'holds'],
  ])('finds those of %s', (template, text) => {
    expect(said(template)).toEqual([expect.stringContaining(`“${text}”`)]);
  });

  it.each([
    '<p>{words.showAll}</p>',
    '<script>const kind = "static";</script>{#if kind === "static"}{words.one}{/if}',
    '<style>p { color: red; }</style>',
    '<div class="row" role="group" data-testid="map" style:width="{n}px">{n} × {m}: {`(${n})`}</div>',
    '<input name="target" type="radio" />',
    '<Segmented value={mode ?? "cloud"} label={words.view} />',
    '<h1>Contexture</h1>',
    '<code>contexture serve-export</code>',
    '{mark.replace("to", "–")}',
  ])('leaves %s alone', (template) => {
    expect(said(template)).toEqual([]);
  });
});
