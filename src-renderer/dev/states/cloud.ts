import type { MixHead } from '@contract/layers/learned-mix';
import { measureClaims } from '../../actions/claiming';
import { colourBy, hideRows, searchFor, selectRows, toggleEntry } from '../../actions/selection/selecting';
import { continueAnalogy } from '../../actions/continuing';
import { layAlong, makeDirection } from '../../actions/directing';
import { findSenses, mergeClusters } from '../../actions/inducing';
import { fitProbes, learnMix } from '../../actions/probing';
import { fly, typeText } from '../../actions/typed/typing';
import { openSweep } from '../../actions/map/sweeping';
import { openStations, stopStations } from '../../actions/stations/stations';
import { openPreset } from '../../actions/sets/sets';
import { goToStation, openBundled } from '../../actions/lessons/taking';
import { showBeside, startComparing } from '../../actions/view/comparing';
import { switchMode } from '../../actions/view/flying';
import { switchLayer, switchModel, switchPooling } from '../../actions/view/view';
import { undo } from '../../actions/view/undoing';
import { comparison } from '../../state/compare.svelte';
import { claims } from '../../state/claims.svelte';
import { layers } from '../../state/panels/layers.svelte';
import { learnedMixes } from '../../state/panels/fits/learned-mix.svelte';
import { probes } from '../../state/panels/fits/probes.svelte';
import { flight } from '../../state/flight.svelte';
import { lessonInWork } from '../../state/panels/lesson.svelte';
import { colouring } from '../../state/colouring.svelte';
import { direction } from '../../state/panels/direction.svelte';
import { induction } from '../../state/induction.svelte';
import { inspection } from '../../state/inspection.svelte';
import { settings } from '../../state/settings.svelte';
import { stations } from '../../state/panels/stations.svelte';
import { sweep } from '../../state/panels/sweep.svelte';
import { selection } from '../../state/selection.svelte';
import { typedTrail } from '../../state/panels/typed/trail.svelte';
import { typed } from '../../state/typed.svelte';
import { importedUlmfit } from '../bridge/models';
import { presetOf } from '../bridge/presets';
import { TREEBANK } from '../bridge/treebank';
import { USUAL_WORLD } from '../bridge/world';
import { cloud, press, there, until, type PageState } from './state';

const FEW = { ...presetOf('textbook'), id: 'own-000000001-3', title: 'Three', origin: 'own', occurrences: presetOf('textbook').occurrences.slice(0, 3) } as const;

/** A state of the Cloud view: what is done once it stands. */
const after = (name: string, says: string, act: () => Promise<unknown>): PageState => ({ name, says, arrange: async () => { await cloud(); await act(); await cloud(); } });

async function select(...rows: readonly number[]): Promise<void> {
  selectRows(rows);
  await until('measures of the selection', () => inspection.neighboursOf === rows[0] && (rows.length < 2 || inspection.distances !== null));
}

async function type(text: string): Promise<void> {
  typeText(text);
  fly();
  await until('answer', () => typed.problem !== null || typed.placed !== null);
}

async function tryThree(): Promise<void> {
  for (const text of ['The bank refused to lend us the money for the house.', 'They had a picnic on the bank of the river.', 'A bank of mist lay over the town.']) {
    await type(text);
    await until('trail', () => typedTrail.all.some((one) => one.text === text));
  }
}

async function openClaims(): Promise<void> {
  inspection.tab = 'claims';
  await measureClaims('minilm-l6');
  await until('measured claim', () => claims.judged.some(({ outcome }) => outcome.kind === 'by-layer'));
}

async function openLayers(): Promise<void> {
  inspection.tab = 'layers';
  await until('measures of the layers', () => layers.lanes.length > 0);
}

const bringMix = (): void => { document.querySelector('[data-testid="learned-mix"]')?.scrollIntoView({ block: 'end' }); };

/** Learns a mix, and brings it into view. */
async function openMix(id: string, head: MixHead = 'logistic'): Promise<void> {
  await openLayers();
  learnedMixes.chosen = id;
  learnedMixes.head = head;
  await learnMix();
  await there('learned-mix');
  bringMix();
}

async function openForms(): Promise<void> {
  settings.isRightHidden = false;
  await select(3);
  inspection.nNeighbours = '10';
  await press('find-forms');
}

function bringForms(): void {
  document.querySelector('[data-testid="nearest-forms"]')?.scrollIntoView({ block: 'end' });
}

/** Fits probes, and brings them into view. */
async function openProbes(id: string): Promise<void> {
  await openLayers();
  probes.chosen = id;
  await fitProbes();
  await there('probes');
  document.querySelector('[data-testid="probes"]')?.scrollIntoView({ block: 'end' });
}

/** Finds senses without labels, and brings them into view. */
async function openFound(): Promise<void> {
  await openLayers();
  await findSenses();
  await there('found-line');
  bringFound();
}

function bringFound(): void {
  document.querySelector('[data-testid="induction"]')?.scrollIntoView({ block: 'end' });
}

/** Makes the axis between the first two senses, and brings it into view. */
async function openDirection(): Promise<void> {
  await openLayers();
  await makeDirection();
  await there('direction-strip');
  document.querySelector('[data-testid="direction"]')?.scrollIntoView({ block: 'end' });
}

async function fly4(): Promise<void> {
  await switchMode('flight');
  await switchLayer(4);
  await there('flight-play');
}

async function openJourney(rows: readonly number[]): Promise<void> {
  selectRows(rows);
  openStations();
  await until('maps', () => stations.running === null && stations.maps.sentence !== undefined);
}

export const CLOUD_STATES: readonly PageState[] = [
  after('one-selected', 'one occurrence selected', () => select(3)),
  after('several-selected', 'four occurrences selected, with their distances', () => select(3, 40, 80, 120)),
  after('nearest-forms', 'word forms nearest to an occurrence', async () => { await openForms(); await there('forms-sample'); bringForms(); }),
  { ...after('nearest-forms-running', 'the sample of word forms being read', async () => { await openForms(); await there('forms-progress'); bringForms(); }), world: { held: ['nearestForms'] } },
  after('from-a', 'coloured by the distance from A', async () => { selectRows([3]); colourBy('from-a'); await there('pair-mark'); }),
  after('hovered', 'an occurrence under the pointer', async () => { selection.hover = { row: 12, from: 'scene' }; await there('hover-card'); }),
  after('claims', 'the claims, measured', openClaims),
  after('claims-all-models', 'the claims in every model', async () => { await openClaims(); await measureClaims('mpnet-base'); await measureClaims('glove-100d'); }),
  after('layers', 'what each layer knows', openLayers),
  after('layers-elmo', 'what each layer of a biLSTM knows', async () => { await switchModel('elmo-medium'); await openLayers(); }),
  { ...after('layers-ulmfit', 'what each layer of an LSTM that reads from the left knows', async () => { await switchModel('ulmfit'); await openLayers(); }), world: { models: [...USUAL_WORLD.models, importedUlmfit()] } },
  after('layers-one', 'what the one layer of a static model knows', async () => { await switchModel('glove-100d'); await openLayers(); }),
  after('layers-label', 'what each layer knows of a label column', async () => { colourBy('label:domain'); await openLayers(); }),
  after('probes', 'linear probes of every layer', () => openProbes('label:domain')),
  after('probes-refused', 'too little to fit a probe', () => openProbes('capital')),
  { ...after('probes-running', 'probes under way', async () => { await openLayers(); void fitProbes(); await there('probe-progress'); document.querySelector('[data-testid="probes"]')?.scrollIntoView({ block: 'end' }); }), world: { held: ['probe'] } },
  after('learned-mix', 'a mix of layers learned for a label column', () => openMix('label:domain')),
  after('learned-mix-used', 'a learned mix in the scene', async () => { await openMix('label:domain'); await press('use-mix'); await cloud(); bringMix(); }),
  after('learned-mix-idle', 'no mix learned yet', async () => { await openLayers(); await there('learn-mix'); bringMix(); }),
  { ...after('learned-mix-crf', 'a mix of layers learned with a CRF for the parts of speech of a treebank', () => openMix('label:upos', 'crf')), world: { kept: [TREEBANK], settings: { ...USUAL_WORLD.settings, setId: TREEBANK.id } } },
  after('learned-mix-crf-refused', 'a set without the sequences that a CRF reads', () => openMix('label:domain', 'crf')),
  after('learned-mix-refused', 'too little to learn a mix from', () => openMix('capital')),
  { ...after('learned-mix-running', 'a mix being learned', async () => { await openLayers(); void learnMix(); await there('learn-progress'); bringMix(); }), world: { held: ['learnMix'] } },
  after('found-senses', 'senses found without labels', openFound),
  after('found-by-density', 'senses found by density, some in none', async () => { induction.method = 'hdbscan'; await openFound(); }),
  after('found-menu', 'what can be done with a found sense', async () => { induction.nClusters = 7; await openFound(); await mergeClusters(1, 2); bringFound(); await press('cluster-menu-1'); await there('cluster-name'); }),
  { ...after('finding-senses', 'senses being looked for', async () => { await openLayers(); void findSenses(); await there('find-progress'); bringFound(); }), world: { held: ['induce'] } },
  after('direction-map', 'the map laid along the axis between two senses', async () => { await openDirection(); await layAlong(direction.found); }),
  after('direction-by-sense', 'the axis between two senses, coloured by the senses', async () => { await openDirection(); colourBy('sense'); }),
  after('direction', 'the axis between two senses', openDirection),
  after('sense-hidden', 'a sense switched off', () => { const [first] = colouring.legend; if (first !== undefined) toggleEntry(first); return Promise.resolve(); }),
  after('rows-hidden', 'hidden occurrences', () => { hideRows([0, 1, 2]); return Promise.resolve(); }),
  after('empty-search', 'a search without a hit', () => { searchFor('zzzz'); return Promise.resolve(); }),
  after('broken-search', 'a pattern that is none', () => { searchFor('/(/'); return Promise.resolve(); }),
  after('verdict', 'a typed sentence and its verdict', () => type('The bank refused to lend us the money for the house.')),
  after('voters', 'the sentences that voted', async () => { await type('They had a picnic on the bank of the river.'); typed.areVotersShown = true; }),
  after('trail', 'sentences that were tried, numbered in the map, and their list', async () => { await tryThree(); typedTrail.isListShown = true; await there('keep-all-tried'); }),
  after('trail-moved', 'tried sentences in the map of another layer',
    async () => { await tryThree(); await switchLayer(2);
    await until('places', () => typedTrail.shown.length === 3 && typedTrail.shown.every(({ place }) => place !== undefined));
    typedTrail.isListShown = true; }),
  after('typed-problem', 'a typed sentence without the word', () => type('No such word here.')),
  after('first-layer', 'the layer before any context', () => switchLayer(0)),
  after('flight', 'all layers, laid together', fly4),
  after('flight-label', 'a label column among the lanes of the deck', async () => { colourBy('label:domain'); await fly4(); await until('measures of the layers', () => layers.lanes.length > 0); }),
  after('flight-first', 'the first layer of a flight', async () => { await switchMode('flight'); await switchLayer(0); }),
  after('flight-selected', 'an occurrence on its way through the layers', async () => { await fly4(); await select(3); await there('biography-4'); }),
  after('side-by-side', 'small maps of all layers', async () => { await fly4(); selectRows([3, 40]); flight.isSideBySide = true; await there('side-map-4'); }),
  after('strata', 'all layers above each other', async () => { await switchMode('strata'); await until('measures of the layers', () => layers.lanes.length > 0); }),
  after('strata-label', 'a label column among the profiles of the floors', async () => { colourBy('label:domain'); await switchMode('strata'); await until('measures of the layers', () => layers.lanes.length > 0); }),
  after('strata-typed', 'a typed sentence on its way up', async () => { await type('We moored the boat against the bank.'); await switchMode('strata'); await until('sentence on all floors', () => (typed.placed?.floors.length ?? 0) > 1); await until('measures of the layers', () => layers.lanes.length > 0); }),
  after('strata-selected', 'two occurrences on their way up', async () => { await switchMode('strata'); await select(3, 40); await until('measures of the layers', () => layers.lanes.length > 0); }),
  after('lesson', 'a station of a lesson', () => openBundled('one-vector-to-many')),
  after('lesson-question', 'a station that asks first', async () => { await openBundled('one-vector-to-many'); await goToStation(1); }),
  after('lesson-edited', 'a lesson that is changed', async () => { await openBundled('one-vector-to-many'); await goToStation(1); lessonInWork.isEdited = true; }),
  after('compare', 'one vector beside one for each sentence', startComparing),
  after('compare-selected', 'distances and neighbours on both sides', async () => { await startComparing(); selectRows([3, 40, 80, 120]); await there('pair-lines'); }),
  after('compare-layers', 'two layers of one model', async () => { await startComparing(); const { right } = comparison; if (right !== null) await showBeside({ model: right.model, layer: 2 }); selectRows([3, 40]); await there('pair-lines'); }),
  after('flight-typing', 'the type bar over the deck', async () => { await fly4(); typed.isBarOpen = true; }),
  after('undone', 'a step that can be redone', async () => { await select(3); await undo(); }),
  after('sentences', 'whole sentences compared', () => switchPooling('sentence')),
  after('static-map', 'a model with one vector a word', () => switchModel('glove-100d')),
  after('analogy', 'an analogy continued by static vectors', async () => { await switchModel('glove-100d'); await continueAnalogy({ a: 'man', b: 'king', c: 'woman' }); await there('analogy-all'); document.querySelector('[data-testid="analogy"]')?.scrollIntoView({ block: 'end' }); }),
  after('one-layer', 'sentences in a model of one layer', async () => { await switchModel('glove-100d'); await switchPooling('sentence'); }),
  after('textbook', 'a few sentences, all selected', () => openPreset('textbook')),
  after('stations', 'the same sentences in six representations', () => openJourney([3, 40])),
  { ...after('stations-ulmfit', 'the same sentences in seven representations, one of them imported', () => openJourney([3, 40])), world: { models: [...USUAL_WORLD.models, importedUlmfit()] } },
  { ...after('stations-lacking', 'representations whose models are not there', () => openJourney([])), world: { models: USUAL_WORLD.models.filter(({ id }) => id === 'minilm-l6') } },
  after('stations-stopped', 'the representations that were drawn before somebody stopped', async () => { openStations(); await until('map', () => stations.maps['bag-of-words'] !== undefined); stopStations(); await there('stations-go-on'); }),
  after('compare-settings', 'maps by their settings, side by side', async () => { await openSweep(); await until('maps', () => !sweep.isRunning); }),
  {
    ...after('compare-too-few', 'too few points to compare settings', async () => { await openSweep(); await until('reason', () => sweep.problem !== null); }),
    world: { kept: [FEW], settings: { ...USUAL_WORLD.settings, setId: FEW.id } },
  },
];
