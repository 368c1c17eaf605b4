import { tick } from 'svelte';
import { colouring } from '../../state/colouring.svelte';
import { lessonInWork } from '../../state/panels/lesson.svelte';
import { palette } from '../../state/panels/palette/palette.svelte';
import type { PaletteEntry } from '../../state/panels/palette/palette-match';
import { presetName } from '../../sets/languages/language';
import { library } from '../../state/library.svelte';
import { session } from '../../state/session.svelte';
import { sessionFile } from '../../state/panels/session-file.svelte';
import { settings } from '../../state/settings.svelte';
import { shownChord, SHORTCUTS, type ShortcutId } from '../../state/shortcuts';
import { shapeOfTarget } from '../../state/view';
import { attempt } from '../failures';
import { newLesson } from '../lessons/editing';
import { chooseLesson, openBundled } from '../lessons/taking';
import { openModelTable } from '../models/comparing-models';
import { openModel } from '../models/models';
import { colourBy } from '../selection/selecting';
import { chooseSession, openRecent } from '../sessions/sessions';
import { startPaste } from '../sets/importing';
import { openOwn, openPreset } from '../sets/sets';
import { switchLayer } from '../view/view';
import { openAbout, openBook } from './about';
import { COMMANDS, isPossible } from './commands';
import { bookmarkEntries } from './palette-bookmarks';
import { editEntries } from './palette-edit';
import { entriesOf as of } from './palette-entries';
import { selectEntries } from './palette-select';
import { toggleTheme } from './window';
import { paletteWords } from '../../wording/interface/palette';

/** They need to know which key was pressed, or belong to what goes on at the moment, or are the palette itself. */
const BY_KEY_ALONE: ReadonlySet<ShortcutId> = new Set(['palette', 'list-anywhere', 'back', 'step', 'turn', 'select', 'select-more', 'outline-step', 'outline-corner', 'outline-close', 'outline-leave', 'flight-play', 'flight-first', 'flight-last', 'slides-next', 'slides-before', 'slides-space', 'slides-leave']);

/** The palette opens on what can be done now. */
export function fillPalette(): void {
  palette.entries = entriesNow();
}

/** Does what is chosen, once the palette is gone: what it opens takes the focus. */
export async function runChosen(entry: PaletteEntry): Promise<void> {
  palette.close();
  await tick();
  entry.run();
}

function entriesNow(): PaletteEntry[] {
  const view = session.page === 'cloud' && session.view !== null ? session.view : null;
  return [
    ...ofShortcuts(),
    ...of(paletteWords.text, [['paste', paletteWords.pasteSentences, startPaste], ['open-session', paletteWords.openSession, () => { attempt(chooseSession); }]]),
    ...of(paletteWords.recentSession, sessionFile.recent.map(({ id, name, folder }) => [`recent-${id}`, paletteWords.sessionIn(name, folder), () => { attempt(() => openRecent(id)); }])),
    ...of(paletteWords.window, [
      ['theme', settings.theme === 'dark' ? paletteWords.lightTheme : paletteWords.darkTheme, toggleTheme],
      ['model-table', paletteWords.modelsCompared, openModelTable], ['book', paletteWords.theBook, openBook], ['about', paletteWords.about, openAbout],
    ]),
    ...(view === null ? [] : selectEntries()),
    ...(view === null ? [] : editEntries()),
    ...bookmarkEntries(),
    ...of(paletteWords.set, [
      ...library.presets.map((preset) => [`set-${preset.id}`, presetName(preset), () => { attempt(() => openPreset(preset.id)); }] as const),
      ...library.own.map(({ id, title }) => [`set-${id}`, title, () => { attempt(() => openOwn(id)); }] as const),
    ]),
    ...of(paletteWords.model, library.models.map(({ id, name }) => [`model-${id}`, name, () => { attempt(() => openModel(id)); }])),
    ...(session.target === null || view === null ? [] : of(paletteWords.layerGroup, Array.from({ length: shapeOfTarget(session.target).nLayers }, (_, layer) => (
      [`layer-${layer}`, paletteWords.layer(layer), () => { attempt(() => switchLayer(layer)); }]
    )))),
    ...(view === null ? [] : of(paletteWords.colourBy, colouring.choices.filter(({ isTooVaried }) => !isTooVaried).map(({ id, title }) => [`colour-${id}`, title, () => { colourBy(id); }]))),
    ...of(paletteWords.lesson, [
      ...lessonInWork.bundled.map(({ id, title }) => [`lesson-${id}`, title, () => { attempt(() => openBundled(id)); }] as const),
      ['choose-lesson', paletteWords.openLesson, () => { attempt(chooseLesson); }],
      ...(view === null ? [] : [['new-lesson', paletteWords.makeLesson, newLesson] as const]),
    ]),
  ];
}

/** The shortcuts that work as things stand. */
function ofShortcuts(): PaletteEntry[] {
  return SHORTCUTS.filter(({ id }) => !BY_KEY_ALONE.has(id) && isPossible(id)).map(({ id, group, says, chords }) => (
    { id, group, says, keys: shownChord(chords[0]), run: () => { COMMANDS[id](new KeyboardEvent('keydown')); } }
  ));
}
