import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

interface PresetLine {
  readonly text: string;
  readonly charStart: number;
  readonly charEnd: number;
  readonly word: string;
  readonly sense: string;
  readonly inflected: boolean;
  readonly domain: string;
}

interface PresetEntry {
  readonly id: string;
  readonly title: string;
  readonly word: string;
  readonly senses: readonly { readonly id: string; readonly label: string }[];
  readonly example: number;
  readonly language?: string;
}

const assets = resolve(import.meta.dirname, '../../assets');
const linesOf = (path: string): string[] => readFileSync(resolve(assets, path), 'utf8').trimEnd().split('\n');
const presetLines = (id: string): PresetLine[] => linesOf(`presets/${id}.jsonl`).map((line) => JSON.parse(line) as PresetLine);
const writtenForm = (line: PresetLine): string => line.text.slice(line.charStart, line.charEnd).toLowerCase();

const index = (JSON.parse(readFileSync(resolve(assets, 'presets/index.json'), 'utf8')) as PresetEntry[]).filter(({ language }) => language === undefined);

describe('presets/index.json, the English sets', () => {
  it('lists the presets with their senses in the order of colours', () => {
    expect(index.map(({ id, senses }) => [id, senses.map((sense) => sense.id)])).toEqual([
      ['bank', ['money', 'rely', 'river', 'tilt', 'row']],
      ['run', ['exercise', 'execute', 'flow', 'tear', 'office', 'manage', 'panic']],
      ['textbook', ['money', 'river', 'exercise', 'panic', 'tear', 'execute']],
      ['spring', ['season', 'coil', 'water', 'leap']],
      ['light', ['bright', 'weight', 'pale', 'ignite']],
      ['bat', ['animal', 'club', 'blink']],
      ['match', ['game', 'fire', 'equal', 'pair']],
      ['bark', ['dog', 'tree', 'ship']],
      ['pitch', ['sound', 'field', 'throw', 'tar', 'offer']],
      ['cell', ['biology', 'prison', 'phone', 'battery']],
      ['charge', ['fee', 'electric', 'accuse', 'attack']],
      ['discharge', ['leave', 'fluid', 'electric', 'duty']],
      ['culture', ['custom', 'lab', 'farming']],
    ]);
  });

  it.each(index)('$id: the example is a line of the set', ({ id, example }) => {
    expect(presetLines(id)[example]).toBeDefined();
  });
});

describe.each(index)('presets/$id.jsonl', ({ id, senses }) => {
  const lines = presetLines(id);

  it('flags as inflected exactly the forms that differ from the word', () => {
    expect(lines.filter((line) => line.inflected !== (writtenForm(line) !== line.word))).toEqual([]);
  });

  it('has no occurrence twice', () => {
    expect(new Set(lines.map(({ text, charStart, charEnd }) => `${charStart}-${charEnd} ${text}`)).size).toBe(lines.length);
  });

  it('uses exactly the senses of the index', () => {
    expect([...new Set(lines.map(({ sense }) => sense))].sort()).toEqual(senses.map((sense) => sense.id).sort());
  });
});

describe.each([
  { id: 'bank', forms: /\bbank\w*\b/giu },
  { id: 'run', forms: /\b(?:ran|run\w*)\b/giu },
  { id: 'spring', forms: /\bspr[aiu]ng\w*\b/giu },
  { id: 'light', forms: /\b(?:lit|light\w*)\b/giu },
  { id: 'bat', forms: /\bbat(?:s|ted|ting)?\b/giu },
  { id: 'match', forms: /\bmatch\w*\b/giu },
  { id: 'bark', forms: /\bbark\w*\b/giu },
  { id: 'pitch', forms: /\bpitch\w*\b/giu },
  { id: 'cell', forms: /\bcells?\b/giu },
  { id: 'charge', forms: /\bcharg\w*\b/giu },
  { id: 'discharge', forms: /\bdischarg\w*\b/giu },
  { id: 'culture', forms: /\bcultur\w*\b/giu },
])('presets/$id.jsonl', ({ id, forms }) => {
  const lines = presetLines(id);

  it('marks every form of the word, and nothing else', () => {
    for (const { text, word } of lines) {
      const found = [...text.matchAll(forms)].map((match) => [match.index, match.index + match[0].length]);
      const marked = lines.filter((line) => line.text === text).map(({ charStart, charEnd }) => [charStart, charEnd]);
      expect(marked, text).toEqual(found);
      expect(word).toBe(id);
    }
  });

  it('has at least 120 occurrences and at least 15 of each sense', () => {
    expect(lines.length).toBeGreaterThanOrEqual(120);
    for (const { id: sense } of index.find((entry) => entry.id === id)?.senses ?? []) {
      expect(lines.filter((line) => line.sense === sense).length, sense).toBeGreaterThanOrEqual(15);
    }
  });

  it('has sentences of 4 to 30 words', () => {
    const nWords = (text: string): number => text.split(/\s+/u).length;
    expect(lines.filter(({ text, domain }) => domain !== 'textbook' && (nWords(text) < 4 || nWords(text) > 30))).toEqual([]);
  });
});

describe('presets/textbook.jsonl', () => {
  it('holds the seven sentences, each with its word as written', () => {
    const lines = presetLines('textbook');
    expect(lines.map(writtenForm)).toEqual(['bank', 'bank', 'run', 'run', 'run', 'run', 'shore']);
    expect(lines.map((line) => line.text.slice(line.charStart, line.charEnd))).toEqual(lines.map(({ word }) => word));
  });

  it('is contained in the sets of bank and run, shore aside', () => {
    const inSets = new Set([...presetLines('bank'), ...presetLines('run')].map((line) => JSON.stringify(line)));
    expect(presetLines('textbook').filter((line) => line.word !== 'shore' && !inSets.has(JSON.stringify(line)))).toEqual([]);
  });
});

describe('background.txt', () => {
  const sentences = linesOf('background.txt');

  it('has at least 400 different sentences', () => {
    expect(sentences.length).toBeGreaterThanOrEqual(400);
    expect(new Set(sentences).size).toBe(sentences.length);
  });

  it('holds no form of bank or run', () => {
    expect(sentences.filter((sentence) => /\b(?:em)?bank|\b(?:ran|run\w*)\b/iu.test(sentence))).toEqual([]);
  });
});
