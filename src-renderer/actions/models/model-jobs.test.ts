import { beforeEach, expect, it, vi } from 'vitest';
import { Failure } from '@contract/failure';
import type { InstalledModel } from '@contract/model-card';
import type { ModelTask } from '../../state/panels/model-queue';

const bridge = vi.hoisted(() => ({ importModel: vi.fn(), downloadModel: vi.fn(), cancelModel: vi.fn(), listModels: vi.fn() }));
const openModel = vi.hoisted(() => vi.fn());
vi.mock('../../api/contexture', () => ({ contexture: bridge }));
vi.mock('./models', () => ({ openModel }));
const { addJob, cancelJob, modelProgress } = await import('./model-jobs');
const { modelJobs } = await import('../../state/panels/model-jobs.svelte');
const { modelPanel } = await import('../../state/panels/model-panel.svelte');

const model = { id: 'tiny' } as InstalledModel;
const download = (id: string): ModelTask => ({ kind: 'download', source: { by: 'catalogue', id }, nMaxWords: null });
const importing: ModelTask = { kind: 'import', choice: { handle: 'h', name: 'Tiny', id: 'tiny', licence: 'MIT', nMaxWords: null } };
const states = (): string[] => modelJobs.queue.map((job) => `${job.name} ${job.stage.state}`);
const settled = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve); });

beforeEach(() => {
  vi.clearAllMocks();
  bridge.listModels.mockResolvedValue([model]);
  bridge.cancelModel.mockResolvedValue(null);
  openModel.mockResolvedValue(undefined);
  modelJobs.queue = [];
  modelJobs.unseen = new Set();
  modelPanel.isOpen = false;
});

it('runs one download after the other, and tells of each', async () => {
  const answers: ((value: InstalledModel) => void)[] = [];
  bridge.downloadModel.mockImplementation(() => new Promise((resolve) => { answers.push(resolve); }));
  addJob('A', download('a'));
  addJob('B', download('b'));
  expect(states()).toEqual(['A running', 'B waiting']);
  const seq = modelJobs.queue[0]?.seq ?? 0;
  modelProgress({ seq, stage: 'download', nDone: 5, nTotal: 10, unit: 'bytes' });
  expect([modelJobs.said, modelJobs.inStatus?.nBytesHere]).toEqual(['A: Downloading', 5]);
  answers[0]?.(model);
  await settled();
  expect(states()).toEqual(['A done', 'B running']);
  expect(modelJobs.unseen.has(seq)).toBe(true);
  expect(openModel).not.toHaveBeenCalled();
});

it('opens an import for whoever still stands before the panel, and calls nobody away from the scene', async () => {
  bridge.importModel.mockResolvedValue(model);
  addJob('Tiny', importing);
  await settled();
  expect([states(), openModel.mock.calls.length, modelJobs.said]).toEqual([['Tiny done'], 0, 'Tiny is ready.']);
  modelPanel.isOpen = true;
  addJob('Tiny', importing);
  await settled();
  expect([states(), openModel.mock.calls]).toEqual([[], [['tiny']]]);
});

it('keeps the reason of a failure in its row', async () => {
  bridge.importModel.mockRejectedValue(new Failure('model', 'The tensor “x” is missing.', 'in model.safetensors'));
  addJob('Tiny', importing);
  await settled();
  expect(modelJobs.queue[0]?.stage).toEqual({ state: 'failed', reason: 'The tensor “x” is missing.', detail: 'in model.safetensors' });
});

it('stops a running job through its channel and a waiting one without it', async () => {
  let reject: (error: Error) => void = () => undefined;
  bridge.downloadModel.mockImplementation(() => new Promise((_, no) => { reject = no; }));
  addJob('A', download('a'));
  addJob('B', download('b'));
  const [a, b] = modelJobs.queue;
  if (a === undefined || b === undefined) throw new Error('no jobs');
  cancelJob(b);
  expect(bridge.cancelModel).not.toHaveBeenCalled();
  cancelJob(a);
  expect(bridge.cancelModel).toHaveBeenCalledWith(a.seq);
  expect(states()).toEqual(['A stopping', 'B cancelled']);
  reject(new Failure('cancelled', 'Cancelled.'));
  await settled();
  expect(states()).toEqual(['A cancelled', 'B cancelled']);
});
