import { expect, it } from 'vitest';
import { savedSession, type SavedSession } from './saved-session';
import { sessionForTests } from './session.testing';

type Cloud = Extract<SavedSession['view']['map'], { kind: 'cloud' }>;

it('lets a whole session through as it is', () => {
  expect(savedSession(sessionForTests(), 'session')).toEqual(sessionForTests());
  const { view } = sessionForTests();
  const map = view.map as Cloud;
  const flight: SavedSession = { ...sessionForTests(), left: null, view: { ...view, mode: 'flight', journey: { stops: [map, map].map((one) => ({ map: one, vectors: view.vectors, ghosts: view.ghosts })), steps: [new Float32Array(4)], residuals: [0.1], unfounded: [new Uint8Array(4)] } } };
  expect(savedSession(flight, 'session')).toEqual(flight);
});

it('says of products in 8 bits that they are, and of no others', () => {
  const { view, ...rest } = sessionForTests();
  const int8: SavedSession = { ...rest, view: { ...view, summary: { ...view.summary, precision: 'int8' } } };
  expect(savedSession(int8, 'session')).toEqual(int8);
  expect(() => savedSession({ ...rest, view: { ...view, summary: { ...view.summary, precision: 'int4' } } }, 'session')).toThrow('session.view.summary.precision must be one of int8');
});

const never = (): never => { throw new Error('the session for tests has all parts'); };

const wrong: readonly (readonly [string, (session: SavedSession) => SavedSession])[] = [
  ['view.vectors', (session) => ({ ...session, view: { ...session.view, vectors: new Float32Array(5) } })],
  ['view.layer', (session) => ({ ...session, view: { ...session.view, layer: 2 } })],
  ['view.ghosts', (session) => ({ ...session, view: { ...session.view, ghosts: { forms: ['a', 'b'], values: new Float32Array(3), origin: 'alone', r2: null } } })],
  ['left.map', (session) => ({ ...session, left: { ...session.view, map: { ...(session.view.map as Cloud), coordinates: new Float32Array(3) } } })],
  ['view.map', (session) => ({ ...session, view: { ...session.view, map: { ...(session.view.map as Cloud), rows: Int32Array.of(0, 1, 2, 9) } } })],
  ['view.map', (session) => ({ ...session, view: { ...session.view, map: { ...(session.view.map as Cloud), ghostOf: Int32Array.of(0, 1, 0, 0) } } })],
  ['view.summary', (session) => ({ ...session, view: { ...session.view, summary: { ...session.view.summary, missing: [4] } } })],
  ['view.summary', (session) => ({ ...session, view: { ...session.view, summary: { ...session.view.summary, nearest: { rows: Int32Array.of(0), ofLayer: [Int32Array.of(7), Int32Array.of(0)] } } } })],
  ['view.journey', (session) => ({ ...session, view: { ...session.view, journey: { stops: [{ map: session.view.map as Cloud, vectors: session.view.vectors, ghosts: null }], steps: [], residuals: [], unfounded: null } } })],
  ['document', (session) => ({ ...session, document: { ...session.document, selected: { rows: [4], anchor: null } } })],
  ['document', (session) => ({ ...session, document: { ...session.document, named: [{ id: 'n', set: 'own-1', name: 'n', rows: [4] }] } })],
  ['document', (session) => ({ ...session, document: { ...session.document, tried: [{ text: 'bank', span: { charStart: 2, charEnd: 9 } }] } })],
  ['document.found', (session) => ({ ...session, document: { ...session.document, found: { ...(session.document.found ?? never()), clusterOf: [1, 1, 3, 0] } } })],
  ['document.found', (session) => ({ ...session, document: { ...session.document, found: { ...(session.document.found ?? never()), clusterOf: [1] } } })],
  ['document.direction', (session) => ({ ...session, document: { ...session.document, direction: { ...(session.document.direction ?? never()), values: [0, 0, 0] } } })],
  ['document', (session) => ({ ...session, document: { ...session.document, bookmarks: session.document.bookmarks.map((one) => ({ ...one, look: { ...one.look, rows: [9] } })) } })],
];

it.each(wrong)('refuses a session whose %s points at what is not there', (where, change) => {
  expect(() => savedSession(change(sessionForTests()), 'session')).toThrow(`session.${where}`);
});

it('refuses plain lists in the place of numbers', () => {
  const session = sessionForTests();
  expect(() => savedSession({ ...session, view: { ...session.view, vectors: [...session.view.vectors] } }, 'session')).toThrow('session.view.vectors must be numbers of 32 bits');
});
