import { describe, expect, it } from 'vitest';
import { verdict } from './import-rules.mjs';

describe('the import rules', () => {
  it.each([
    ['src-main/contract/api.ts', './failure'],
    ['src-main/inference/onnxruntime.ts', 'onnxruntime-node'],
    ['src-main/inference/session.ts', './onnxruntime'],
    ['src-main/inference/service.ts', '@semantics/cosine'],
    ['src-renderer/projection/core/umap.ts', 'umap-js'],
    ['src-renderer/panels/inspector/Ruler.svelte', '../../components/Bar.svelte'],
    ['src-main/cli/project.ts', '@projection/core/umap'],
  ])('let %s import %s', (importer, specifier) => {
    expect(verdict(importer, specifier)).toBeNull();
  });

  it.each([
    ['src-main/contract/api.ts', '../semantics/cosine'],
    ['src-main/contract/api.ts', 'node:fs'],
    ['src-main/semantics/cosine.ts', 'node:fs'],
    ['src-main/inference/service.ts', 'electron'],
    ['src-main/corpora/presets.ts', 'undici'],
    ['src-renderer/scene/points.ts', '../state/session.svelte'],
    ['src-renderer/state/session.svelte.ts', '../api/contexture'],
    ['src-renderer/panels/topbar/TopBar.svelte', '../../api/contexture'],
    ['src-renderer/components/Glyph.svelte', '../state/session.svelte'],
    ['src-renderer/actions/explore.ts', 'umap-js'],
    ['src-renderer/projection/core/pca.ts', '../worker'],
    ['src-main/cli/main.ts', 'electron'],
  ])('keep %s from importing %s', (importer, specifier) => {
    expect(verdict(importer, specifier)).toContain('must not import');
  });

  it.each(['src-main/inference/session.ts', 'src-main/inference/conformance-elmo.test.ts', 'src-main/main.ts'])('let nobody name onnxruntime but its door: %s', (importer) => {
    expect(verdict(importer, 'onnxruntime-node')).toContain('its door is src-main/inference/onnxruntime.ts');
  });
});
