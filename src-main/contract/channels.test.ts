import { describe, expect, it, onTestFinished } from 'vitest';
import { channels, type Channel, type Request } from './channels';
import { aboutChannels } from './channels/about';
import { appChannels } from './channels/app';
import { exportChannels } from './channels/exports';
import { inferenceChannels } from './channels/inference';
import { lessonChannels } from './channels/lessons';
import { modelChannels } from './channels/models';
import { serverChannels } from './channels/servers';
import { sessionChannels } from './channels/sessions';
import { setChannels } from './channels/sets';
import { textChannels } from './channels/texts';
import { sessionForTests } from './sessions/session.testing';
import { listeners } from './events';
import { Failure } from './failure';
import { isSameMix } from './layers/layer-mix';
import { mulberry32 } from './prng';
import { DEFAULT_PROJECTION } from './projection';

const ownSet = {
  id: 'own-1',
  title: 'mine',
  word: 'bank',
  origin: 'own',
  senses: [{ id: 'river', label: 'river edge' }],
  occurrences: [{ text: 'a bank', charStart: 2, charEnd: 6, word: 'bank', labels: {} }],
} as const;

const good = {
  'app:info': null,
  'about:app': null,
  'about:open-book': null,
  'about:diagnostics': null,
  'about:check-for-update': null,
  'about:fetch-update': null,
  'about:cancel-update': null,
  'about:install-update': null,
  'app:window': { action: 'close' },
  'app:new-window': null, 'app:zoom': { step: 'in' },
  'app:settings': { theme: 'light' },
  'app:remember-set': ownSet,
  'app:remember-look': { setId: 'bank', modelId: 'm', layer: 2, mix: null, pooling: 'mean', device: 'auto', precision: 'exact', projection: DEFAULT_PROJECTION, rows: [3, 1] },
  'app:snapshot-ready': { failure: null },
  'models:list': null,
  'models:choose': { what: 'folder' },
  'models:inspect': { path: '/tmp/model' },
  'models:import': { seq: 1, handle: '3f0c', name: 'A model', id: 'a-model', licence: 'MIT', nMaxWords: null },
  'models:catalogue': null,
  'models:plan': { by: 'hub', name: 'org/name' },
  'models:download': { seq: 1, source: { by: 'catalogue', id: 'bert-base-uncased' }, nMaxWords: 50_000 },
  'models:cancel': { seq: 1 },
  'models:remove': { id: 'a-model' },
  'inference:devices': null,
  'server:known': null,
  'inference:use-server': { address: 'https://gpu.example:8000', token: null, isTokenKept: true },
  'inference:leave-server': null,
  'sets:presets': null,
  'sets:preset': { id: 'bank' },
  'sets:choose-file': null,
  'sets:read-file': { path: '/tmp/a.txt' },
  'sets:read-text': { text: 'a |bank|' },
  'sets:read-as': { sourceId: 'source-1', reading: 'running' },
  'sets:build': { sourceId: '1', textColumn: 'text', target: { by: 'rows', wordColumn: null, spanColumns: ['a', 'b'] }, labelColumns: ['x'], senseColumn: null },
  'sets:kept': null,
  'sets:kept-open': { id: 'own-0mb2x-1f' },
  'sets:kept-save': ownSet,
  'sets:kept-rename': { id: 'own-1', title: 'springs' },
  'sets:kept-delete': { id: 'own-1' },
  'sets:kept-undelete': { id: 'own-1' },
  'texts:choose': { what: 'folder' },
  'texts:survey': { paths: ['/tmp/a.txt', '/tmp/b'] },
  'texts:search': { seq: 1, handle: '3f0c', target: { by: 'pattern', pattern: 'b.nk' }, isExactCase: true, nMost: 1_000, seed: 42, reading: null },
  'texts:cancel': { seq: 1 },
  'inference:embed': { seq: 1, modelId: 'm', pooling: 'mean', device: 'auto', occurrences: [{ text: 'a bank', charStart: 2, charEnd: 6, word: 'bank', labels: { sense: 'money' } }] },
  'inference:cancel': { seq: 1 },
  'inference:mix': { key: 'k', mix: { kind: 'sum', scores: [null, 0.5, -5], gamma: 1, half: 'both' } },
  'inference:layer': { key: 'k', layer: 0, rowStart: 0, rowEnd: 1 },
  'inference:ghosts': { key: 'k', layer: 3 },
  'inference:distances': { key: 'k', rows: [0, 1] },
  'inference:neighbours': { key: 'k', layer: 0, row: 0, k: 8 },
  'inference:place': { key: 'k', layer: 0, text: 'a bank', word: 'bank', k: 8 },
  'inference:analogy': { modelId: 'm', a: 'man', b: 'king', c: 'woman', k: 10, isExcludingQuery: true },
  'inference:nearest-words': { modelId: 'm', word: 'bank', k: 10 },
  'inference:layer-measures': { key: 'k' },
  'inference:random-pair': { seq: 2, key: 'k' },
  'inference:learn-mix': { seq: 2, key: 'k', target: ['NOUN', null], head: 'crf' },
  'inference:probe': { seq: 2, key: 'k', target: ['NOUN', null] },
  'inference:induce': { seq: 3, key: 'k', layer: 6, method: 'kmeans', nClusters: null, seed: 42, rows: [0, 1] },
  'inference:nearest-forms': { seq: 5, key: 'k', layer: 2, rows: [1, 3], k: 10, isWithSet: false },
  'inference:model-figures': { seq: 4, modelId: 'm', device: 'auto' },
  'inference:save-vectors': { seq: 5, key: 'k', layers: [0, 6], rows: [0, 3], labels: [{ label: 'sense', values: ['money', null] }], format: 'npy', suggestedName: 'a' },
  'inference:vectors-about': { key: 'k', layers: [6], nRows: 12 },
  'inference:describe-clusters': { key: 'k', clusters: [0, -1, 1] },
  'inference:int8-measured': { modelId: 'm' },
  'inference:int8-speed': { seq: 1, modelId: 'm', set: 'bank', occurrences: [{ text: 'a bank', charStart: 2, charEnd: 6, word: 'bank', labels: {} }] },
  'inference:pieces': { modelId: 'm', text: 'a' },
  'exports:png': { bytes: new Uint8Array([1]), suggestedName: 'a' },
  'exports:svg': { svg: '<svg/>', suggestedName: 'a' },
  'exports:pdf': { svg: '<svg/>', title: 'bank', widthMm: 170, heightMm: 120.5, suggestedName: 'a' },
  'exports:film': { bytes: new Uint8Array([1]), format: 'gif', suggestedName: 'a' },
  'exports:csv': { bytes: new Uint8Array([1]), suggestedName: 'a' },
  'exports:table': { bytes: new Uint8Array([1]), suggestedName: 'a', key: 'k', layers: [6], nRows: 2, about: { kind: 'map', settings: 'UMAP', parameters: DEFAULT_PROJECTION, quality: { k: 15, trustworthiness: 0.9, continuity: 0.9, neighboursKept: 6.1, nMeasured: 2 }, neighbourRecall: null } },
  'exports:set': { set: ownSet, format: 'jsonl', suggestedName: 'a' },
  'sessions:save': { session: sessionForTests(), asNew: false, suggestedName: 'a' },
  'sessions:choose': null,
  'sessions:recent': null,
  'sessions:open-recent': { id: '0123456789abcdef' },
  'sessions:forget-recent': null,
  'sessions:late-vectors': { id: 1, layer: 2 },
  'sessions:read-file': { path: '/tmp/a.contexture' },
  'sessions:asked': null, 'sessions:pass-asked-on': null,
  'sessions:autosave': { session: sessionForTests() },
  'sessions:autosave-document': { document: sessionForTests().document },
  'sessions:count-recovered': null,
  'sessions:recover': null,
  'lessons:list': null,
  'lessons:open': { id: 'a' },
  'lessons:choose': null,
  'lessons:read-file': { path: '/tmp/a.lesson.json' },
  'lessons:save': {
    title: 'a', sets: [], stations: [{
      title: 'b', text: '', question: { asks: 'c', choices: ['d', 'e'], answer: 1, says: '', colouring: 'form' },
      look: { set: 'bank', model: 'm', pooling: 'mean', layer: null, mix: null, mode: 'compare', beside: { model: 'm', layer: 2, set: null }, projection: null, colouring: null, rows: [1], camera: { projection: 'perspective', yaw: 1, pitch: 0, distance: 3, target: [0, 0, 0], offsetX: 0, offsetY: 0, fitDistance: 3 }, opens: 'journey' },
    }],
  },
} as const satisfies { readonly [C in Channel]: Request<C> };

const rows = Object.values(channels);
const cyclic: Record<string, unknown> = {};
cyclic['self'] = cyclic;
const hostile: readonly unknown[] = [
  undefined, 0, Number.NaN, Infinity, '', 'x'.repeat(100_000), true, [], [[]], () => 1, Symbol('x'), 10n, new Date(0), new Map(), cyclic,
  Object.create({ id: 'bank' }), { __proto__: { id: 'bank' } }, JSON.parse('{"__proto__": {"id": "bank"}}'), { id: { toString: () => 'bank' } }, { extra: 1 },
];

describe('the table', () => {
  it('gives every channel a name and a function of its own', () => {
    expect(new Set(rows.map(({ wire }) => wire)).size).toBe(rows.length);
    const names = [appChannels, aboutChannels, modelChannels, setChannels, textChannels, inferenceChannels, exportChannels, lessonChannels, sessionChannels, serverChannels, listeners].flatMap((table) => Object.keys(table));
    expect(new Set(names).size).toBe(names.length);
    expect(names).toHaveLength(rows.length + Object.keys(listeners).length);
  });

  it('names every field of a request whose fields are given one by one', () => {
    for (const { wire, takes } of rows) if (typeof takes !== 'string') expect(takes, wire).toEqual(Object.keys(good[wire]));
  });
});

describe.each(rows)('the guard of $wire', ({ wire: channel, guard }) => {

  it('lets a proper message through unchanged', () => {
    expect(guard(good[channel], channel)).toEqual(good[channel]);
  });

  it('refuses everything else by a Failure', () => {
    for (const message of hostile) {
      if (good[channel] === null && message === undefined) continue;
      expect(() => guard(message, channel), typeof message).toThrow(/refused/);
    }
  });

  it('refuses a message with one field wrong, missing or too many', () => {
    const message = good[channel];
    if (message === null) {
      expect(() => guard({}, channel)).toThrow(/refused/);
      return;
    }
    expect(() => guard({ ...message, more: 1 }, channel)).toThrow(/without the field more/);
    for (const key of Object.keys(message)) {
      for (const wrong of [Symbol('x'), -1.5, { a: 1 }, Number.NaN]) expect(() => guard({ ...message, [key]: wrong }, channel)).toThrow(/refused/);
    }
  });
});

it('takes a treebank of which whole sentences are drawn, and a head that there is', () => {
  const { sets, mix } = { sets: channels.buildSet, mix: channels.learnMix };
  const drawn = { ...good['sets:build'], target: { by: 'every', nMost: 9, seed: 1, nSentences: 3 } };
  expect(sets.guard(drawn, 'x')).toEqual(drawn);
  expect(() => sets.guard({ ...drawn, target: { ...drawn.target, nSentences: 0 } }, 'x')).toThrow(/refused/);
  expect(() => mix.guard({ ...good['inference:learn-mix'], head: 'crf2' }, 'x')).toThrow(/refused/);
});

/** What may stand anywhere in a message that somebody has tampered with. */
const TAMPERED: readonly unknown[] = [
  ...hostile, null, -0, -1, 2 ** 53, 1e308, '../../etc/passwd', '/dev/zero', 'a\0b', '\ud800', 'C:\\CON', '__proto__', '<img src=x onerror=alert(1)>', {}, { length: 1e9 }, new Array(3),
  new Uint8Array(2), new Float32Array(1), new SharedArrayBuffer(1), new Proxy({}, {}), { get id() { throw new Error('asked'); } },
];
const N_TAMPERED = 10_000;

/** The same message with something else at one place, or at a few. Places are found by walking down; what is not changed is shared. */
function tampered(value: unknown, random: () => number, depth = 0): unknown {
  const any = (): unknown => TAMPERED[Math.floor(random() * TAMPERED.length)];
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || (depth > 0 && random() < 0.25)) return any();
  const keys = Object.keys(value);
  const key = keys[Math.floor(random() * keys.length)];
  if (key === undefined || random() < 0.05)
    return Array.isArray(value)
      ? [...(value as unknown[]), any()]
      : { ...value, [['extra', 'constructor', 'toString'][Math.floor(random() * 3)] ?? '']: any() };
  const inner = tampered((value as Record<string, unknown>)[key], random, depth + 1);
  return Array.isArray(value) ? Object.assign([...(value as unknown[])], { [key]: inner }) : { ...value, [key]: inner };
}

it(`of ${N_TAMPERED.toLocaleString('en')} tampered messages a channel, every one is refused by code or is a proper one`, () => {
  const random = mulberry32(20);
  // Nobody reads where each of millions of refusals was thrown.
  const { stackTraceLimit } = Error;
  onTestFinished(() => { Error.stackTraceLimit = stackTraceLimit; });
  Error.stackTraceLimit = 0;
  for (const { wire, guard } of rows) {
    let nRefused = 0;
    for (let n = 0; n < N_TAMPERED; n++) {
      const message = tampered(good[wire], random);
      let read: unknown;
      try {
        read = guard(message, wire);
      } catch (error) {
        // Getters of the message are not ours; across processes there are none.
        if (!(error instanceof Failure && error.code === 'bad-request') && !(error instanceof Error && error.message === 'asked')) throw error;
        nRefused++;
        continue;
      }
      // What is let through is what the guard lets through again: nothing was made up on the way.
      if (n % 25 === 0) expect(guard(read, wire), wire).toEqual(read);
    }
    expect(nRefused, wire).toBeGreaterThan(N_TAMPERED / 4);
  }
}, 120_000);

describe('lists', () => {
  it('have no holes', () => {
    const rows: number[] = [1, 2, 3];
    // eslint-disable-next-line @typescript-eslint/no-array-delete
    delete rows[1];
    expect(() => channels.distances.guard({ key: 'k', rows }, 'm')).toThrow('m.rows[1] must be there');
    expect(() => channels.distances.guard({ key: 'k', rows: new Array(5) }, 'm')).toThrow('m.rows[0] must be there');
  });
});

describe('products', () => {
  it('in 8 bits are asked for by name, and nothing else is', () => {
    expect(channels.embed.guard({ ...good['inference:embed'], precision: 'int8' }, 'm')).toMatchObject({ precision: 'int8' });
    expect(() => channels.embed.guard({ ...good['inference:embed'], precision: 'int4' }, 'm')).toThrow('m.precision must be one of exact, int8');
  });
});

describe('spans', () => {
  it.each([[4, 4], [5, 4], [0, 99]])('refuses an occurrence from %i to %i', (charStart, charEnd) => {
    const message = { ...good['inference:embed'], occurrences: [{ text: 'a bank', charStart, charEnd, word: 'bank', labels: {} }] };
    expect(() => channels.embed.guard(message, 'm')).toThrow(/span outside its text|refused/);
  });
});

describe('mixes of layers', () => {
  const sum = { kind: 'sum', scores: [null, 0], gamma: 1, half: 'both' };
  it.each([
    [{ ...sum, scores: [] }, 'a list'], [{ ...sum, scores: [null, null] }, 'one layer or more'], [{ ...sum, scores: [6] }, 'a number from -5'], [{ ...sum, scores: [Number.NaN] }, 'a number'],
    [{ ...sum, gamma: 0 }, 'a number from 0.1'], [{ ...sum, half: 'left' }, 'one of'], [{ ...sum, layers: [1] }, 'without the field'], [{ ...sum, kind: 'max' }, 'one of sum, concat'],
    [{ kind: 'concat', layers: [1, 1], half: 'both' }, 'each layer once'], [{ kind: 'concat', layers: [], half: 'both' }, 'a list'],
  ])('refuses %j', (mix, why) => {
    expect(() => channels.mix.guard({ key: 'k', mix }, 'm')).toThrow(why);
  });
  it('are told apart by what they hold', () => {
    const a = channels.mix.guard({ key: 'k', mix: { kind: 'concat', layers: [2, 1], half: 'forward' } }, 'm').mix;
    expect(isSameMix(a, { half: 'forward', kind: 'concat', layers: [2, 1] })).toBe(true);
    expect(isSameMix(a, { kind: 'concat', layers: [1, 2], half: 'forward' })).toBe(false);
    expect(isSameMix(a, null)).toBe(false);
  });
});

describe('the short name of an import', () => {
  it.each(['../x', 'a/b', '.hidden', 'A', 'a b', 'ä', ''])('refuses %j', (id) => {
    expect(() => channels.importModel.guard({ ...good['models:import'], id }, 'm')).toThrow(/short name|refused/);
  });
});
