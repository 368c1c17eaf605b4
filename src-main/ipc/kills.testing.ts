// What `kills.test.ts` ends at random moments: saves a session, what is on screen, and a set, one after the other, without an end. Argument: the folder.
import path from 'node:path';
import { sessionForTests } from '@contract/sessions/session.testing';
import type { SavedSession, SavedView } from '@contract/sessions/saved-session';
import { SetStore } from '../sets/set-store';
import { Autosave } from '../sessions/autosave';
import { writeSession } from '../sessions/session-file';

const [folder = ''] = process.argv.slice(2);
const told = (what: string, n: number): void => { process.send?.({ what, n }); };

/** Wide vectors: a write takes its time. */
function wide(view: SavedView): SavedView {
  const dim = 50_000, n = view.set.occurrences.length;
  return { ...view, vectors: new Float32Array(n * dim).fill(0.5), summary: { ...view.summary, dim }, ghosts: null };
}
const session = (n: number): SavedSession => {
  const { document, view, ...rest } = sessionForTests();
  return { document: { ...document, filter: { ...document.filter, query: String(n) } }, view: { ...wide(view), set: { ...view.set, title: String(n) } }, ...rest };
};

const autosave = new Autosave(folder, '0.1.0');
const sets = new SetStore(path.join(folder, 'sets'));
for (let n = 1; ; n++) {
  await writeSession(path.join(folder, 'lecture.contexture'), session(n), '0.1.0');
  told('saved', n);
  await autosave.keep(session(n));
  told('kept', n);
  await autosave.keepDocument(session(n + 0.5).document);
  told('kept', n + 0.5);
  await sets.save({ ...session(n).view.set, id: 'own-000000001-1', title: String(n) });
  told('set', n);
}
