import type { Half } from '@contract/layers/layer-mix';
import { exporting } from '../../state/panels/exporting.svelte';
import { exportingData as data } from '../../state/panels/exporting-data.svelte';
import { switchMode } from '../../actions/view/flying';
import { switchModel } from '../../actions/view/view';
import { showMix, mixPresets, withHalf } from '../../actions/view/mixing';
import { current } from '../../state/document.svelte';
import { mapControls } from '../../state/map.svelte';
import { selectRows } from '../../actions/selection/selecting';
import { cloud, press, there, until, type PageState } from './state';

/** A popover that one button opens. */
const popover = (name: string, says: string, button: string, opened: string): PageState => ({ name, says, arrange: async () => { await cloud(); await press(button); await there(opened); } });

/** One of the usual mixes on screen, and the popover over it. */
async function mixedBy(id: string, half: Half = 'both'): Promise<void> {
  const { view } = current;
  const preset = mixPresets(view?.summary.nLayers ?? 0, view?.model.kind === 'elmo').find((one) => one.id === id);
  if (preset !== undefined) await showMix(withHalf(preset.mix, half));
  await cloud();
  await press('mix');
  await there('mix-leave');
}

/** The export popover where data leave, arranged once it is open. */
async function inExport(arrange: () => Promise<void> | void): Promise<void> {
  await cloud();
  exporting.what = 'data';
  exporting.isOpen = true;
  await until('paragraph for the methods', () => data.methods !== null);
  await arrange();
}

const exported = (name: string, says: string, arrange: () => Promise<void> | void): PageState => ({ name, says, arrange: () => inExport(arrange) });

function withoutH264(): void {
  const ask = VideoEncoder.isConfigSupported.bind(VideoEncoder);
  VideoEncoder.isConfigSupported = async (config) => ({ ...await ask(config), ...(config.codec.startsWith('avc1') ? { supported: false } : {}) });
}

export const POPOVER_STATES: readonly PageState[] = [
  popover('model-picker', 'the models, and what is compared', 'model-picker', 'open-models'),
  popover('session', 'the session, no bookmarks yet', 'session-menu', 'add-bookmark'),
  { ...popover('session-recent', 'sessions of before', 'session-menu', 'forget-recent'), world: { recent: [{ id: 'a', name: 'Lecture 4', folder: '~/Documents/Semantics' }, { id: 'b', name: 'Seminar on the senses of bank and of run, winter term, second week', folder: '/srv/shared/a folder with a very long name/teaching' }] } },
  popover('device', 'where the model runs', 'device', 'device-cpu'),
  popover('map-settings', 'the settings of the map', 'map-picker', 'map-more'),
  { name: 'map-settings-all', says: 'all settings of the map', arrange: async () => { await cloud(); mapControls.isMoreShown = true; await press('map-picker'); await there('map-more'); } },
  { name: 'mix', says: 'the last four layers added', arrange: async () => { await cloud(); await mixedBy('sum-last-four'); } },
  { name: 'mix-elmo', says: 'one half of an ELMo’s layers', arrange: async () => { await cloud(); await switchModel('elmo-medium'); await mixedBy('mean', 'forward'); } },
  { name: 'mix-one-layer', says: 'a model of one layer, which has nothing to mix', arrange: async () => { await cloud(); await switchModel('glove-100d'); } },
  { name: 'export', says: 'the picture to be exported', arrange: async () => { await cloud(); exporting.isOpen = true; await there('export-preview'); } },
  { name: 'export-pdf', says: 'a figure of a journal as PDF', arrange: async () => { await cloud(); Object.assign(exporting, { format: 'pdf', isOpen: true }); await there('export-vectors'); } },
  { name: 'export-print', says: 'a picture in mm', arrange: async () => { await cloud(); Object.assign(exporting, { sizeBy: 'paper', widthMm: 85, isOpen: true }); await there('export-width'); } },
  { name: 'export-print-large', says: 'a picture that would be too large', arrange: async () => { await cloud(); Object.assign(exporting, { sizeBy: 'paper', widthMm: 1_000, isOpen: true }); await there('export-vectors'); } },
  { name: 'export-film', says: 'the film to be exported', arrange: async () => { await cloud(); Object.assign(exporting, { what: 'film', isOpen: true }); await there('export-film'); } },
  { name: 'export-film-flight', says: 'a film of the flight through all layers', arrange: async () => { await cloud(); await switchMode('flight'); await there('flight-play'); Object.assign(exporting, { what: 'film', isOpen: true }); await there('export-film-of'); } },
  { name: 'export-film-no-mp4', says: 'a runtime without an H.264 encoder', before: withoutH264, arrange: async () => { await cloud(); Object.assign(exporting, { what: 'film', isOpen: true }); await there('export-film-no-mp4'); } },
  { name: 'export-filming', says: 'a film being made', arrange: async () => { await cloud(); Object.assign(exporting, { what: 'film', filmed: 0.4, isOpen: true }); await there('export-film-cancel'); } },
  exported('export-vectors', 'the vectors to be saved', () => { data.kind = 'vectors'; }),
  exported('export-projector-layers', 'all layers for the projector, which shows one', () => { Object.assign(data, { kind: 'vectors', vectorFormat: 'projector', areAllLayers: true }); selectRows([3, 40]); }),
  exported('export-map', 'the coordinates of the map to be saved', () => { data.kind = 'coordinates'; }),
  exported('export-distances', 'distances of one sentence, which are none', () => { data.kind = 'distances'; selectRows([3]); }),
  exported('export-sentences', 'the set to be saved', () => { data.kind = 'sentences'; }),
  exported('export-saved', 'a set saved, and what its file does not hold', async () => { Object.assign(data, { kind: 'sentences', setFormat: 'txt' }); await press('export-save'); await until('saved set', () => data.saved !== null); }),
  { name: 'export-writing', says: 'vectors being written', world: { held: ['saveVectors'] }, arrange: async () => { await inExport(() => { data.kind = 'vectors'; }); await press('export-save'); await there('export-cancel'); data.running = { fraction: 0.4 }; } },
  { name: 'export-mix', says: 'the vectors of a mix', arrange: async () => { await cloud(); await mixedBy('sum-last-four'); await inExport(() => { data.kind = 'vectors'; }); } },
  popover('sort', 'how the sentences are ordered', 'sort', 'sort-list'),
  popover('colour-by', 'what colours can mean', 'colour-by', 'colour-by-sense'),
  popover('look-from', 'the sides to look from', 'tool-look-from', 'look-front'),
  popover('add-text', 'the ways to bring text', 'add-text', 'add-paste'),
  popover('edit-menu', 'what can be done to the sentences', 'edit-set', 'add-sentence'),
  { name: 'selection-menu', says: 'what can be done with the selection', arrange: async () => { await cloud(); selectRows([3, 40]); await press('selection-actions'); await there('selection-csv'); } },
  { name: 'distances-menu', says: 'how the distances of the selection are copied', arrange: async () => { await cloud(); selectRows([3, 40, 80]); await there('matrix'); await press('copy-distances'); await there('distances-table'); } },
];
