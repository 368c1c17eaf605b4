import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { circles, importsOf, productFiles, reachedFrom, textOf } from './sources.mjs';

const MAX_LINES = 250;
const MAX_COLUMNS = 200;
const MAX_FILES = 25;

const targetsOf = (file: string): string[] => importsOf(file).flatMap(({ target }) => (target === null ? [] : [target]));

describe('the house', () => {
  it('has no circle of imports, not even of types', () => {
    expect(productFiles.length).toBeGreaterThan(400);
    expect(circles(productFiles, targetsOf)).toEqual([]);
  });

  it('has small files', () => {
    const long = productFiles.filter((file) => textOf(file).split('\n').length - 1 > MAX_LINES);
    expect(long).toEqual([]);
  });

  it('has lines that one can read, but for sentences in quotes and regular expressions', () => {
    const bare = (line: string): string => line.replaceAll(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`/gu, "''").replace(/\/\^.*\$\//u, '');
    const plain = productFiles.filter((file) => file.endsWith('.ts') && file !== 'src-main/vectors/kernels/module.ts');
    const long = plain.flatMap((file) => textOf(file).split('\n').flatMap((line, i) => (bare(line).length > MAX_COLUMNS ? [`${file}:${i + 1}`] : [])));
    expect(long).toEqual([]);
  });

  it('has folders that one can look through', () => {
    const nFiles = new Map<string, number>();
    for (const file of productFiles) nFiles.set(path.posix.dirname(file), (nFiles.get(path.posix.dirname(file)) ?? 0) + 1);
    const full = [...nFiles].filter(([, n]) => n > MAX_FILES).map(([folder]) => folder);
    expect(full).toEqual([]);
  });

  it('keeps onnxruntime out of Electron’s main process', () => {
    const { files, packages } = reachedFrom('src-main/main.ts');
    expect(files).toContain('src-main/inference/process/client.ts');
    expect(packages).toContain('electron');
    expect(packages).not.toContain('onnxruntime-node');
    // Its one door loads it by "require", so that the door itself must not be reached either; the same walk finds it where it belongs.
    expect(files).not.toContain('src-main/inference/runtime/onnxruntime.ts');
    expect(reachedFrom('src-main/inference/process/process.ts').files).toContain('src-main/inference/runtime/onnxruntime.ts');
  });

  it('keeps what tests alone use out of the product', () => {
    const isTesting = (file: string): boolean => /\.testing\.ts$/.test(file) || file.startsWith('src-main/conformance/');
    const support = productFiles.filter(isTesting);
    expect(support.length).toBeGreaterThan(10);
    expect(productFiles.filter((file) => !isTesting(file) && targetsOf(file).some(isTesting))).toEqual([]);
  });

  it('lets nothing of the page into the processes', () => {
    const mainSide = productFiles.filter((file) => file.startsWith('src-main/'));
    expect(mainSide.filter((file) => targetsOf(file).some((target) => target.startsWith('src-renderer/')))).toEqual([]);
  });
});

describe('the search for circles', () => {
  it.each([
    [{ a: ['b'], b: ['c'], c: [] }, 0],
    [{ a: ['b'], b: ['a'] }, 1],
    [{ a: ['a'] }, 1],
    [{ a: ['b', 'd'], b: ['c'], c: ['b'], d: ['e'], e: ['d'] }, 2],
  ])('finds in %j as many: %i', (graph: Record<string, string[]>, n) => {
    expect(circles(Object.keys(graph), (file: string) => graph[file] ?? [])).toHaveLength(n);
  });
});
