import { Failure } from '@contract/failure';
import type { StationLook } from '@contract/lessons/lesson';
import type { SentenceSet } from '@contract/occurrence';
import { library } from '../../state/library.svelte';
import { mapControls } from '../../state/map.svelte';
import type { Beside } from '../../state/view';
import { openedSet } from '../sets/sets';
import { mapKind, type Change } from '../view/wanted';
import { noticesWords } from '../../wording/interface/notices';

/** Where a look stands: a part of a lesson, or by itself. */
export type LookPlace = 'station' | 'bookmark';

/** What is asked for to show a look. @param known sets that are at hand; others are those of the library @throws Failure `not-found` for a set or a model that is not here */
export async function changeOf(look: StationLook, known: readonly SentenceSet[], place: LookPlace): Promise<Change> {
  const { pooling, mix, mode, projection } = look;
  const set = await setOf(look.set, known, place);
  const model = modelOf(look.model, place);
  const beside: Beside | null =
    look.beside === null
      ? null
      : {
          model: modelOf(look.beside.model, place),
          layer: look.beside.layer,
          set: look.beside.set === null ? null : await setOf(look.beside.set, known, place),
        };
  return {
    set, model, pooling, mix, mode, beside, projection: projection ?? mapControls.lastUsed[mapKind({ model, pooling })],
    ...(look.layer === null ? { isLayerOpen: true } : { layer: look.layer }),
  };
}

async function setOf(id: string, known: readonly SentenceSet[], place: LookPlace): Promise<SentenceSet> {
  const own = known.find((set) => set.id === id);
  if (own !== undefined) return own;
  return openedSet(id).catch(() => { throw new Failure('not-found', noticesWords.setNotHere(place, id)); });
}

function modelOf(id: string, place: LookPlace): Beside['model'] {
  const model = library.modelById(id);
  if (model === null) throw new Failure('not-found', noticesWords.modelNotHere(place, id));
  return model;
}
