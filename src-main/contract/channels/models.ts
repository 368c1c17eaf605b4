import { Failure } from '../failure';
import { integer, nothing, nullable, oneOf, record, text, union, type Guard } from '../guards';
import type { InstalledModel } from '../model-card';
import type { CatalogueEntry, ChosenModel, DownloadPlan, DownloadSource } from '../model-import';
import { LONGEST_MODEL_ID, MODEL_ID } from '../model-names';
import { channel } from './channel';
import { filePath, modelId, seq } from './fields';

/** A folder name of its own: no separators, no leading dot. */
const newModelId: Guard<string> = (value, where) => {
  const id = text(LONGEST_MODEL_ID, 1)(value, where);
  if (MODEL_ID.test(id)) return id;
  throw new Failure('bad-request', 'A model’s short name has small letters, digits, dots, hyphens and underscores. Choose another one.');
};

const nMaxWords = nullable(integer(1, 100_000_000));

const downloadSource = union<DownloadSource>('by', {
  catalogue: record({ by: oneOf(['catalogue']), id: text(80, 1) }),
  hub: record({ by: oneOf(['hub']), name: text(200, 3) }),
});

export const modelChannels = {
  listModels: channel<readonly InstalledModel[]>()('models:list', nothing),
  /** Opens the dialog for a folder or a file and looks at what was chosen; null when it was cancelled. */
  chooseModel: channel<ChosenModel | null>()('models:choose', record({ what: oneOf(['folder', 'file']) }), ['what']),
  inspectDroppedModel: channel<ChosenModel>()('models:inspect', record({ path: filePath }), 'file'),
  /** Only what was inspected before is imported. */
  importModel: channel<InstalledModel>()('models:import', record({ seq, handle: text(80, 1), name: text(80, 1), id: newModelId, licence: text(400, 1), nMaxWords })),
  modelCatalogue: channel<readonly CatalogueEntry[]>()('models:catalogue', nothing),
  /** Asks the server what a download would fetch: the first moment anything leaves the machine. */
  planDownload: channel<DownloadPlan>()('models:plan', downloadSource),
  /** Fetches, verifies, converts and checks. */
  downloadModel: channel<InstalledModel>()('models:download', record({ seq, source: downloadSource, nMaxWords })),
  cancelModel: channel<null>()('models:cancel', record({ seq }), ['seq']),
  removeModel: channel<null>()('models:remove', record({ id: modelId }), ['id']),
};
