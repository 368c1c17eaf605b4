import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { lessonPages } from './lesson-pages.mjs';

const root = path.resolve(import.meta.dirname, '../..');

describe('the pages of the lessons', () => {
  const pages = lessonPages(root);
  const onDisk = readdirSync(path.join(root, 'docs')).filter((name) => name.startsWith('lesson-'));

  it('are one for each, as `npm run book` writes them', () => {
    expect(onDisk.sort()).toEqual(pages.map(({ name }) => name).sort());
    for (const { name, text } of pages) expect(readFileSync(path.join(root, 'docs', name), 'utf8'), name).toBe(text);
  });

  it('say what is on screen, ask before they answer, and give every answer at the end', () => {
    const { text = '' } = pages.find(({ name }) => name === 'lesson-one-vector-to-many.md') ?? {};
    expect(text).toContain('## 5. From ELMo to BERT\n\n*Two clouds side by side: “bank” in MPNet base, the layer that separates the senses best; at the left “bank” in ELMo medium.*');
    expect(text).toContain('*The journey, over “bank” in MiniLM L6, whole sentences.*');
    expect(text).toContain('- the word form: run, runs, ran, running\n- mostly the meaning\n');
    expect(text.endsWith('## Answers\n\nStation 2: mostly the meaning. Most groups have one colour, though some meanings overlap. The model has learnt it from the words around “run” alone. How often the nearest occurrence has the same sense stands above, beside the layers.\n')).toBe(true);
  });
});
