import { describe, expect, it } from 'vitest';
import type { DownloadPlan } from '@contract/model-import';
import { diskProblem, downloadLabel, modelPanel } from './model-panel.svelte';

const plan: DownloadPlan = {
  source: { by: 'hub', name: 'org/bert' }, name: 'BERT base', id: 'bert', licence: 'Apache-2.0', host: 'huggingface.co', files: [], nBytes: 440_000_000, nBytesHere: 0, nFreeBytes: 310_000_000, checkedBy: 'length', isStatic: false,
};

describe('a plan', () => {
  it('says that the disk has too little room, and counts only what is still to come', () => {
    expect(diskProblem(plan, 0)).toBe('BERT base needs 440 MB. You have 310 MB free.');
    expect(diskProblem(plan, 130_000_000)).toBeNull();
  });
  it('goes on where a download was cut', () => {
    expect([downloadLabel(plan, 0), downloadLabel(plan, 210_000_000), downloadLabel(plan, 440_000_000)]).toEqual(['Download 440 MB', 'Resume, 210 of 440 MB are here', 'Import, all 440 MB are here']);
  });
});

it('offers are kept by their source and forgotten with it', () => {
  const offer = modelPanel.offer(plan.source, 'org/bert');
  modelPanel.lookedUp = ['org/bert', 'org/other'];
  modelPanel.change(offer, { state: 'asking' });
  modelPanel.change(offer, { state: 'planned', plan, name: plan.name });
  expect(modelPanel.offer(plan.source, 'org/bert')).toMatchObject({ state: 'planned', name: 'BERT base' });
  expect(modelPanel.offer({ by: 'catalogue', id: 'org/bert' }, 'x').state).toBe('idle');
  modelPanel.forget(plan.source);
  expect(modelPanel.offer(plan.source, 'org/bert').state).toBe('idle');
  expect(modelPanel.lookedUp).toEqual(['org/other']);
});
