import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Lesson } from '@contract/lessons/lesson';
import { PresetLibrary } from '../corpora/preset-library';
import { ModelLibrary } from '../models/library';
import { installationPaths } from '../platform/paths';
import { lessonText, readLessonFile } from './lesson-file';
import { LessonLibrary } from './lesson-library';

type Loose = Record<string, unknown>;

const paths = installationPaths(resolve(import.meta.dirname, '../..'));
const folder = mkdtempSync(join(tmpdir(), 'contexture-lesson-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

const written = (content: string | Uint8Array): string => {
  const file = join(folder, 'mine.lesson.json');
  writeFileSync(file, content);
  return file;
};

describe('the bundled lessons', () => {
  const library = new LessonLibrary(paths.lessons);

  it('are two long ones and one for each claim, and the first page offers the first', async () => {
    expect(await library.list()).toEqual([
      { id: 'one-vector-to-many', title: 'From one vector a word to one for every sentence', nStations: 7 },
      { id: 'the-bank-and-the-shore', title: 'Is bank by the river nearer to shore?', nStations: 3 },
      { id: 'the-form-and-the-sense', title: 'Form below, sense above?', nStations: 3 },
      { id: 'the-four-runs', title: 'Are four meanings of run four vectors?', nStations: 3 },
      { id: 'the-last-layer', title: 'Is the last layer the best one?', nStations: 3 },
      { id: 'the-layer-or-a-mix', title: 'One layer, or a mix of all?', nStations: 5 },
      { id: 'the-one-vector-for-all', title: 'What can one vector a word not do?', nStations: 3 },
    ]);
  });

  it.each(readdirSync(paths.lessons).map((name) => name.replace('.lesson.json', '')))('have stations that are each a state which the app as it comes can show (%s)', async (id) => {
    const { stations } = await library.open(id);
    const presets = new Map(await Promise.all((await new PresetLibrary(paths.presets).list()).map(async (preset) => [preset.id, await new PresetLibrary(paths.presets).open(preset.id)] as const)));
    const models = new Set((await new ModelLibrary(paths.models).list()).map((model) => model.id));
    for (const { title, text, look } of stations) {
      expect(presets.has(look.set), title).toBe(true);
      expect(look.beside?.set == null || presets.has(look.beside.set), title).toBe(true);
      expect([look.model, look.beside?.model ?? look.model].every((model) => models.has(model)), title).toBe(true);
      expect(look.rows.every((row) => row < (presets.get(look.set)?.occurrences.length ?? 0)), title).toBe(true);
      expect(text.split(/[.?!] /u).length, title).toBeGreaterThanOrEqual(2);
      expect(look.mode === 'compare', title).toBe(look.beside !== null);
    }
    expect(stations.filter(({ question }) => question !== null)).toHaveLength(1);
  });

  it('are opened by their id alone', async () => {
    for (const id of ['..', '../presets/index', 'none', 'a/b', '']) await expect(library.open(id), id).rejects.toThrow();
  });
});

describe('a lesson of somebody’s', () => {
  const lesson = JSON.parse(readFileSync(join(paths.lessons, 'one-vector-to-many.lesson.json'), 'utf8')) as Lesson;
  const bare: Lesson = { title: lesson.title, stations: lesson.stations, sets: lesson.sets };

  it('is read as it was written, also with a byte order mark', async () => {
    expect(await readLessonFile(written(lessonText(bare)))).toEqual(bare);
    expect(await readLessonFile(written(`\uFEFF${lessonText(bare)}`))).toEqual(bare);
  });

  it('is refused by the name of the field that is wrong', async () => {
    const broken = (change: (copy: Record<string, unknown> & { readonly stations: [Loose, Loose, Loose] }) => void): string => {
      const copy = JSON.parse(lessonText(bare)) as Parameters<typeof change>[0];
      change(copy);
      return written(JSON.stringify(copy));
    };
    await expect(readLessonFile(broken((copy) => { copy.stations[2]['title'] = ''; }))).rejects.toThrow('a lesson with a mistake: stations[2].title must be text of 1 to 200 characters');
    await expect(readLessonFile(broken((copy) => { (copy.stations[0]['look'] as Loose)['mode'] = 'tour'; }))).rejects.toThrow('stations[0].look.mode must be one of cloud, flight, strata, compare');
    await expect(readLessonFile(broken((copy) => { copy['music'] = 'loud'; }))).rejects.toThrow('without the field music');
    await expect(readLessonFile(broken((copy) => { (copy.stations[1]['question'] as Loose)['answer'] = 7; }))).rejects.toThrow('stations[1].question.answer must name one of the 3 choices');
    await expect(readLessonFile(broken((copy) => { copy.stations.splice(0); }))).rejects.toThrow('stations must be a list of 1 to 100 items');
    await expect(readLessonFile(broken((copy) => { copy['version'] = 2; }))).rejects.toThrow('newer version');
  });

  it('is told from what is none', async () => {
    for (const content of ['', '[]', 'null', '{"format": "something else"}', '{"format": "contexture-lesson"', new Uint8Array([0xff, 0xfe, 0x00]), '['.repeat(10_000)]) await expect(readLessonFile(written(content))).rejects.toThrow(/is no lesson/u);
    await expect(readLessonFile(join(folder, 'absent.lesson.json'))).rejects.toThrow();
    await expect(readLessonFile(folder)).rejects.toThrow();
  });
});
