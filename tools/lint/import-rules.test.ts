import { describe, expect, it } from 'vitest';
import { verdict } from './import-rules.mjs';

describe('the import rules', () => {
  it.each([
    ['src-main/contract/api.ts', './failure'],
    ['src-main/inference/runtime/onnxruntime.ts', 'onnxruntime-node'],
    ['src-main/inference/runtime/session.ts', './onnxruntime'],
    ['src-main/inference/process/service.ts', '@vectors/cosine'],
    ['src-main/inference/writing/write-vectors.ts', '../../exports/vectors/vector-files'],
    ['src-main/exports/sets/losses.ts', '../../corpora/span'],
    ['src-main/projection/umap.ts', 'umap-js'],
    ['src-renderer/panels/inspector/Ruler.svelte', '../../components/Bar.svelte'],
    ['src-main/cli/project.ts', '@projection/umap'],
    ['src-renderer/projection/serve.ts', '@projection/project'],
    ['src-renderer/actions/typed/typing.ts', '@projection/place'],
    ['src-main/main.ts', './inference/process/client'],
    ['src-main/importing/import-model.ts', '../conversion/convert'],
    ['src-main/rpc/client.ts', '@contract/rpc'],
    ['src-main/rpc/transports/node-child.ts', 'node:child_process'],
    ['src-main/corpora/source-client.ts', '@rpc/client'],
    ['src-renderer/projection/worker.ts', '@rpc/transports/web-worker'],
    ['src-main/conformance/bert.test.ts', '../conversion/convert'],
    ['src-renderer/dev/states/cloud.ts', '../../actions/view/view'],
    ['src-renderer/dev/bridge/presets.ts', '../../../assets/presets/index.json'],
  ])('let %s import %s', (importer, specifier) => {
    expect(verdict(importer, specifier)).toBeNull();
  });

  it.each([
    ['src-main/contract/api.ts', '../vectors/cosine'],
    ['src-main/vectors/rows.ts', '@semantics/verdict'],
    ['src-main/contract/api.ts', 'node:fs'],
    ['src-main/semantics/verdict.ts', 'node:fs'],
    ['src-main/inference/process/service.ts', 'electron'],
    ['src-main/inference/sets/embed-set.ts', '../../conversion/convert'],
    ['src-main/inference/writing/write-vectors.ts', '../../exports/png'],
    ['src-main/exports/vectors/npy.ts', '../../inference/sets/embedding-store'],
    ['src-main/conversion/convert.ts', '../inference/runtime/session'],
    ['src-main/model-format/card.ts', '../conversion/convert'],
    ['src-main/main.ts', './inference/process/service'],
    ['src-main/contract/rpc.ts', '@rpc/client'],
    ['src-renderer/projection/client.ts', '@rpc/transports/node-child'],
    ['src-renderer/actions/explore.ts', '@rpc/client'],
    ['src-main/rpc/client.ts', 'node:timers'],
    ['src-main/rpc/client.ts', './transports/node-child'],
    ['src-main/rpc/serve.ts', '@vectors/cosine'],
    ['src-main/rpc/transports/web-worker.ts', 'node:worker_threads'],
    ['src-main/ipc/inference.handlers.ts', '../inference/encoders/load-encoder'],
    ['src-main/corpora/presets.ts', 'undici'],
    ['src-renderer/scene/visuals/points.ts', '../../state/session.svelte'],
    ['src-renderer/state/session.svelte.ts', '../api/contexture'],
    ['src-renderer/panels/topbar/TopBar.svelte', '../../api/contexture'],
    ['src-renderer/components/Glyph.svelte', '../state/session.svelte'],
    ['src-renderer/actions/explore.ts', 'umap-js'],
    ['src-main/projection/pca.ts', '../rpc/client'],
    ['src-main/cli/projection-worker.ts', '../../src-renderer/projection/slices'],
    ['src-main/ipc/inference.handlers.ts', '@projection/project'],
    ['src-main/cli/main.ts', 'electron'],
    ['src-renderer/main.ts', './dev/bridge/fake-bridge'],
    ['src-renderer/App.svelte', './dev/states/cloud'],
    ['src-renderer/dev/bridge/inference.ts', '../../../src-main/inference/process/service'],
  ])('keep %s from importing %s', (importer, specifier) => {
    expect(verdict(importer, specifier)).toContain('must not import');
  });

  it.each(['src-main/inference/runtime/session.ts', 'src-main/conformance/elmo.test.ts', 'src-main/main.ts'])('let nobody name onnxruntime but its door: %s', (importer) => {
    expect(verdict(importer, 'onnxruntime-node')).toContain('its door is src-main/inference/runtime/onnxruntime.ts');
  });
});
