import { chooseModel, startImport } from '../../actions/models/model-importing';
import { lookUpHub, planOffer, startDownload } from '../../actions/models/model-downloading';
import { measureModels, openModelTable } from '../../actions/models/comparing-models';
import { measureInt8, openInt8 } from '../../actions/models/measuring-int8';
import { openModels } from '../../actions/models/models';
import { askServer, openServer, runOnServer } from '../../actions/models/choosing-server';
import { serverPanel } from '../../state/panels/models/server.svelte';
import { switchPrecision } from '../../actions/view/start';
import { switchModel } from '../../actions/view/view';
import { importedModel, importedUlmfit } from '../bridge/models';
import { USUAL_WORLD, type World } from '../bridge/world';
import { modelImport } from '../../state/panels/model-import.svelte';
import { modelJobs } from '../../state/panels/model-jobs.svelte';
import { modelPanel } from '../../state/panels/model-panel.svelte';
import { cloud, press, there, until, type PageState } from './state';

const IMPORTED = importedModel('tiny', 'Tiny BERT', 'Apache-2.0');

/** The panel of models, and what is done in it. */
const panel = (name: string, says: string, act: () => Promise<unknown>, world: PageState['world'] = {}): PageState => ({
  name, says, world,
  arrange: async () => {
    await cloud();
    openModels();
    await there('catalogue');
    await until('catalogue', () => modelPanel.catalogue.length > 0);
    await act();
  },
});

/** The table of models, and what is measured in it. */
const table = (name: string, says: string, act: () => Promise<unknown>, world: PageState['world'] = {}): PageState => ({
  name, says, world, arrange: async () => { await cloud(); openModelTable(); await there('model-table'); await act(); },
});

/** The dialog of products in 8 bits, and what is done in it. */
const int8 = (name: string, says: string, act: () => Promise<unknown>, world: PageState['world'] = {}): PageState => ({
  name, says, world, arrange: async () => { await cloud(); openInt8(); await there('int8'); await act(); },
});

async function download(id: string, state: string): Promise<void> {
  const offer = modelPanel.offer({ by: 'catalogue', id }, id);
  await planOffer(offer);
  startDownload(modelPanel.offer(offer.source, id));
  await until(state, () => modelJobs.queue.some(({ stage, progress }) => stage.state === state && (state !== 'running' || progress !== null)));
}

async function importAs(id: string, state: string): Promise<void> {
  await chooseModel('folder');
  modelImport.id = id;
  startImport();
  await until(state, () => modelJobs.imports.some(({ stage }) => stage.state === state));
}

const NO_SERVER = USUAL_WORLD.server;

const server = (name: string, says: string, arrange: () => Promise<void>, world: Partial<World> = {}): PageState => ({
  name, says, world, arrange: async () => { await cloud(); await openServer(); await there('server-ask'); await arrange(); },
});

async function askAt(address: string): Promise<void> {
  serverPanel.address = address;
  await askServer();
}

export const MODEL_STATES: readonly PageState[] = [
  panel('models', 'the models that are here and that could come', () => Promise.resolve()),
  panel('models-form', 'a model folder, before it is imported', () => chooseModel('folder')),
  panel('models-form-static', 'a file of word vectors, before it is imported', () => chooseModel('file')),
  panel('models-form-taken', 'a short name that is taken', async () => { await chooseModel('folder'); modelImport.id = 'minilm-l6'; }),
  panel('models-importing', 'an import at work, another waiting', async () => { await importAs('stays', 'running'); await chooseModel('file'); startImport(); }),
  panel('models-import-failed', 'an import that failed', () => importAs('fails', 'failed')),
  panel('models-plan', 'what a download would fetch', () => planOffer(modelPanel.offer({ by: 'catalogue', id: 'stays' }, 'stays'))),
  panel('models-hub', 'a name of the hub, looked up', () => lookUpHub('example/tiny')),
  panel('models-downloading', 'a download on its way', () => download('stays', 'running')),
  panel('models-download-failed', 'a download that failed', () => download('fails', 'failed')),
  panel('models-downloaded', 'a download that is done', () => download('arrives', 'done')),
  panel('models-removing', 'a model about to be removed', () => press('remove-tiny'), { models: [...USUAL_WORLD.models, IMPORTED] }),
  panel('models-refused', 'a server that does not answer', () => planOffer(modelPanel.offer({ by: 'catalogue', id: 'stays' }, 'stays')), { refused: { planDownload: { code: 'io', message: 'models.example does not answer. Look whether this computer is online, then try again.' } } }),
  table('model-table-ulmfit', 'models compared, one of which reads from the left alone', () => measureModels([...USUAL_WORLD.models.map(({ id }) => id), 'ulmfit']), { models: [...USUAL_WORLD.models, importedUlmfit()] }),
  table('model-table', 'models compared, none measured', () => Promise.resolve()),
  table('model-table-measured', 'models compared', () => measureModels(USUAL_WORLD.models.map(({ id }) => id))),
  table('model-table-running', 'a model that is measured', async () => { void measureModels(['minilm-l6']); await there('model-table-progress'); }, { held: ['modelFigures'] }),
  table('model-table-failed', 'a model that cannot be measured', () => measureModels(['elmo-medium']), { refused: { modelFigures: { code: 'device', message: 'The device ran out of memory. Choose the CPU, then measure again.' } } }),
  int8('int8', 'products in 8 bits, not measured yet', () => Promise.resolve()),
  int8('int8-measured', 'what products in 8 bits gain and cost', measureInt8),
  int8('int8-running', 'products in 8 bits being measured', async () => { void measureInt8(); await there('int8-progress'); }, { held: ['measureInt8'] }),
  int8('int8-failed', 'products in 8 bits that cannot be measured', measureInt8, { refused: { measureInt8: { code: 'model', message: 'The model file encoder.onnx does not load with 8-bit products. Leave out the choice of 8 bits.' } } }),
  { name: 'int8-on', says: 'a map from products in 8 bits, and where the model runs', arrange: async () => { await cloud(); await measureInt8(); await switchPrecision('int8'); await press('device'); await there('device-int8'); } },
  { name: 'int8-no-transformer', says: 'a model that has no products in 8 bits', arrange: async () => { await cloud(); await switchModel('elmo-medium'); await press('device'); await there('int8-why-not'); } },
  server('server', 'a server to be asked, none known', () => Promise.resolve()),
  server('server-refused', 'an address that is none', () => askAt('gpu')),
  server('server-found', 'what a server has', () => askAt('https://gpu.example:8000')),
  server('server-open', 'a server without encryption, on a system that keeps no tokens', () => askAt('http://gpu.example:8000'), { server: { ...NO_SERVER, canKeepTokens: false } }),
  server('server-asking', 'a server that takes its time', async () => { void askAt('https://gpu.example:8000'); await until('asking', () => serverPanel.isAsking); }, { held: ['useServer'], server: { ...NO_SERVER, address: 'https://gpu.example:8000', hasToken: true } }),
  {
    name: 'server-on', says: 'a map from a server, and where the model runs', world: { device: { provider: 'cpu', label: 'the server https://gpu.example:8000' } },
    arrange: async () => { await cloud(); await openServer(); await askAt('https://gpu.example:8000'); await runOnServer(); await press('device'); await there('device-server'); },
  },
  { name: 'job-in-status', says: 'a download while the panel is closed', arrange: async () => { await cloud(); await download('stays', 'running'); } },
];
