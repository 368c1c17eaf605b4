import type { modelChannels } from '@contract/channels/models';
import { Failure } from '@contract/failure';
import type { InstalledModel } from '@contract/model-card';
import type { ImportProgress } from '@contract/model-import';
import type { BridgeAnswers, FakeEvents } from './fake-bridge';
import { FAKE_CATALOGUE, chosenModel, importedModel, planOf } from './models';
import type { World } from './world';

const FETCHING: ImportProgress = { stage: 'download', nDone: 176_000_000, nTotal: 440_000_000, unit: 'bytes', bytesPerSecond: 12_000_000, secondsLeft: 22 };
const MEASURING: ImportProgress = { stage: 'measure', nDone: 3_200, nTotal: 9_013, unit: 'words' };

/** Imports and downloads: what ends in `arrives` comes at once, `fails` fails, all else stays on its way until it is cancelled. */
export function modelAnswers(world: World, events: FakeEvents): BridgeAnswers<typeof modelChannels> {
  let models = world.models;
  const stops = new Map<number, () => void>();
  const job = (seq: number, id: string, name: string, licence: string, progress: ImportProgress): Promise<InstalledModel> => new Promise((resolve, reject) => {
    events.send('models:progress', { ...progress, seq });
    if (id.endsWith('fails')) reject(new Failure('model', `“model.safetensors” of ${name} is not the file that its server describes. Download it again.`, 'its SHA-256 begins with 1f3c'));
    else if (id.endsWith('arrives')) {
      const model = importedModel(id, name, licence);
      models = [...models, model];
      resolve(model);
    } else stops.set(seq, () => { reject(new Failure('cancelled', 'Cancelled.')); });
  });
  return {
    listModels: () => models,
    chooseModel: ({ what }) => chosenModel(what),
    inspectDroppedModel: () => chosenModel('folder'),
    importModel: ({ seq, id, name, licence }) => job(seq, id, name, licence, MEASURING),
    modelCatalogue: () => FAKE_CATALOGUE,
    planDownload: planOf,
    downloadModel: ({ seq, source }) => {
      const { id, name, licence } = planOf(source);
      return job(seq, id, name, licence, FETCHING);
    },
    cancelModel: ({ seq }) => {
      stops.get(seq)?.();
      stops.delete(seq);
      return null;
    },
    removeModel: ({ id }) => {
      models = models.filter((model) => model.id !== id);
      return null;
    },
  };
}
