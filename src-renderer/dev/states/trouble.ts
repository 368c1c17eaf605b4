import { chooseFile } from '../../actions/sets/importing';
import { selectRows } from '../../actions/selection/selecting';
import { notices } from '../../state/notices.svelte';
import { work } from '../../state/work.svelte';
import { DEFAULT_PROJECTION } from '@contract/projection';
import { presetOf } from '../bridge/presets';
import { USUAL_WORLD } from '../bridge/world';
import { cloud, until, type PageState } from './state';

const LOOK = { setId: 'bank', modelId: 'minilm-l6', layer: 5, mix: null, pooling: 'mean', device: 'auto', precision: 'exact', projection: DEFAULT_PROJECTION, rows: [3, 40] } as const;
const said = (): Promise<void> => until('notice', () => notices.list.length > 0);

function withoutWebGl(): void {
  HTMLCanvasElement.prototype.getContext = () => null;
}

/** What goes wrong, and how it is told. */
export const TROUBLE_STATES: readonly PageState[] = [
  { name: 'opening', says: 'a set that is being read', world: { held: ['embed'] }, arrange: () => until('step', () => work.step !== null) },
  { name: 'model-fails', says: 'a model that cannot be opened', world: { refused: { embed: { code: 'model', message: 'MiniLM L6 could not be opened: “weights.bin” is damaged. Install the app again.' } } }, arrange: said },
  { name: 'bug', says: 'an error that nobody expected', world: { refused: { chooseFile: { code: 'internal', message: 'rows is not iterable' } } }, arrange: async () => { await cloud(); await chooseFile(); await said(); } },
  {
    name: 'distances-fail', says: 'a selection that cannot be measured', world: { refused: { distances: { code: 'internal', message: 'layers is undefined' } } },
    arrange: async () => { await cloud(); selectRows([3, 40]); await said(); },
  },
  { name: 'no-presets', says: 'sets that cannot be read', world: { refused: { listPresets: { code: 'io', message: 'The bundled sets could not be read. Install the app again.', detail: 'EACCES' } } }, arrange: said },
  { name: 'no-models', says: 'no model at all', world: { models: [] }, arrange: said },
  {
    name: 'notices', says: 'three messages at once',
    arrange: async (events) => {
      await cloud();
      events.send('app:problem', { code: 'io', message: 'The settings could not be written: the disk is full. Make room, then change one again.' });
      notices.show({ kind: 'note', message: 'Deleted “My banks”.', action: { label: 'Undo', run: () => undefined } });
      notices.show({ kind: 'error', message: 'Something went wrong.', detail: 'with a second line that says where' });
      await said();
    },
  },
  { name: 'model-stopped', says: 'the model’s process ended', arrange: async (events) => { await cloud(); events.send('inference:stopped', { code: 'crashed', message: 'The model’s process ended.' }); await said(); } },
  { name: 'crashed', says: 'the page after a crash', world: { recovered: { reason: 'crash', sets: [presetOf('bank')], look: LOOK } }, arrange: async () => { await said(); await cloud(); } },
  { name: 'device-refused', says: 'a faster device that did not serve', world: { device: { ...USUAL_WORLD.device, note: 'The GPU gave other vectors than the CPU, so the CPU is used.' } }, arrange: async () => { await cloud(); await said(); } },
  { name: 'no-webgl', says: 'a computer without WebGL 2', before: withoutWebGl, arrange: cloud },
];
