import type { AppInfo } from '@contract/app/app-info';
import type { DevicePreference, ProductPrecision } from '@contract/embedding';
import { Failure } from '@contract/failure';
import { OWN_SET_ID } from '@contract/kept-sets';
import type { SentenceSet } from '@contract/occurrence';
import { contexture } from '../../api/contexture';
import { current } from '../../state/document.svelte';
import { library } from '../../state/library.svelte';
import { notices } from '../../state/notices.svelte';
import { about } from '../../state/panels/about/about.svelte';
import { session } from '../../state/session.svelte';
import { settings } from '../../state/settings.svelte';
import { lookForDevices } from '../models/devices';
import { attempt, report } from '../failures';
import { listLessons } from '../lessons/taking';
import { offerRecovered } from '../sessions/autosaving';
import { listRecent, openAsked, openAskedHereOrBeside } from '../sessions/sessions';
import { setChangedElsewhere } from '../sets/elsewhere';
import { loadKept } from '../sets/keeping';
import { modelProgress } from '../models/model-jobs';
import { besideOf } from './comparing';
import { recover } from './remembering';
import { scene } from './scene-port';
import { openPreset } from '../sets/sets';
import { finishSnapshot } from './shown';
import { inferenceStopped, show } from './view';
import { checkAtStart } from '../window/about';
import { resizePanel, saveDevice, setTheme, settingsElsewhere } from '../window/window';
import { noticesWords } from '../../wording/interface/notices';

/** Reads what is there and opens the page the user left, the first-run page, or what a snapshot asks for. */
export async function start(): Promise<void> {
  current.askCamera(() => scene()?.camera() ?? null);
  contexture.onStopped(inferenceStopped);
  contexture.onProblem(({ message, detail }) => { notices.show({ kind: 'error', message, detail }); });
  contexture.onModelProgress(modelProgress);
  contexture.onSetChanged((changed) => { attempt(() => setChangedElsewhere(changed)); });
  contexture.onSettings(settingsElsewhere);
  contexture.onModelsChanged(() => { attempt(async () => { library.models = await contexture.listModels(); }); });
  try {
    const [info, models, presets] = await Promise.all([contexture.appInfo(), contexture.listModels(), contexture.listPresets()]);
    library.models = models;
    library.presets = presets;
    adopt(info);
    if (info.snapshot === null) { attempt(loadKept); attempt(listLessons); attempt(offerRecovered); attempt(checkAtStart); attempt(listRecent); }
    contexture.onSessionAsked(() => { attempt(openAskedHereOrBeside); });
    if (await openAsked().catch((error: unknown) => { report(error); return false; })) return;
    if (info.recovered !== null && await recover(info.recovered)) return;
    if (info.snapshot?.page === 'first-run' || (info.snapshot === null && !info.settings.started)) session.page = 'first-run';
    else await openAtStart(info);
    if (info.snapshot?.page === 'first-run') finishSnapshot();
  } catch (error) {
    if (session.page === 'starting') session.page = 'first-run';
    report(error);
  }
}

function adopt({ settings: saved, snapshot, platform, memoryBytes, version }: AppInfo): void {
  about.version = version;
  settings.saved = saved;
  settings.platform = platform;
  settings.isSnapshot = snapshot !== null;
  settings.memoryBytes = memoryBytes;
  resizePanel('left', saved.leftWidth);
  resizePanel('right', saved.rightWidth);
  setTheme(snapshot?.theme ?? saved.theme);
}

async function openAtStart({ settings: saved, snapshot }: AppInfo): Promise<void> {
  const wantedSet = snapshot?.set ?? saved.setId;
  const isKnown = library.presets.some((preset) => preset.id === wantedSet);
  const own = snapshot === null && !isKnown ? await ownAtStart(wantedSet) : null;
  const setId = snapshot !== null || isKnown ? wantedSet : library.presets[0]?.id;
  if (own === null && setId === undefined) { session.page = 'first-run'; return; }
  const set = own ?? await contexture.openPreset(setId ?? '');
  library.remember(set);
  const model = library.modelById(snapshot?.modelId ?? saved.modelId) ?? (snapshot?.modelId == null ? library.models[0] : undefined);
  session.page = 'cloud';
  if (library.models.length === 0) throw new Failure('not-found', noticesWords.noModel);
  if (model === undefined) throw new Failure('not-found', noticesWords.noSuchModel(snapshot?.modelId ?? saved.modelId, library.models.map(({ id }) => id).join(', ')));
  const mode = snapshot === null || snapshot.page === 'first-run' ? 'cloud' : snapshot.page;
  const beside = mode === 'compare' ? besideOf({ model, pooling: saved.pooling, layer: snapshot?.layer ?? 0, mix: null }) : null;
  await show({ set, model, mode, beside, ...(snapshot?.layer == null ? {} : { layer: snapshot.layer }) });
}

/** The own set that was open; null where it is not there any more. A damaged one is named when the library is read. */
async function ownAtStart(id: string): Promise<SentenceSet | null> {
  if (!OWN_SET_ID.test(id)) return null;
  return contexture.openKeptSet(id).catch(() => null);
}

/** Leaves the first-run page. */
export async function startWith(presetId: string): Promise<void> {
  await openPreset(presetId);
}

/** Exact products, or those in 8 bits, which run on the CPU alone: a GPU that was chosen gives way to it. */
export async function switchPrecision(precision: ProductPrecision): Promise<void> {
  const now = session.target;
  if (now === null || now.precision === precision) return;
  await show({ precision, device: precision === 'exact' || now.device === 'auto' ? now.device : 'cpu' });
}

/** Tries a device with exact products; it is remembered once a set has been embedded there. */
export async function switchDevice(device: DevicePreference): Promise<void> {
  if (session.target === null) {
    if (device !== 'server') await saveDevice(device);
  } else {
    await show({ device, precision: 'exact', isFresh: true });
    // Whether it served or not, more is known of it now.
    await lookForDevices();
  }
}
