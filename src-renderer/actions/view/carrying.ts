import { newSetId } from '@contract/kept-sets';
import { movedParts } from '../../state/bookmarks/kept-parts';
import type { Filter, SessionDocument } from '../../state/document';
import { haveSameTexts } from '../../sets/set-edits';

type Parts = Partial<Omit<SessionDocument, 'target' | 'camera'>>;

/** Parts that mean the same whatever the set is, and those that are of its rows and columns. */
const OF_ANY_SET = ['list', 'mapLook'] as const;
const OF_ONE_SET = ['selected', 'colouring', 'found', 'direction', 'tried'] as const;

/**
 * A document that takes the place of one that was changed while the picture was computed: with what was changed meanwhile, as far as the two differ elsewhere. Rows and columns are
 * brought along to the same sentences only. @param from that one as it was when `to` was asked for @returns `to` itself where nothing comes along
 */
export function carried(now: SessionDocument, from: SessionDocument, to: SessionDocument): SessionDocument {
  if (now === from) return to;
  const [before, after] = [from.target?.set, to.target?.set];
  const areRowsSame = before !== undefined && after !== undefined && before.id === after.id && haveSameTexts(before, after);
  const parts: Parts = {
    ...changed(now, from, to, OF_ANY_SET),
    ...(areRowsSame ? changed(now, from, to, OF_ONE_SET) : {}),
    ...filterAlone(changed(now.filter, from.filter, to.filter, areRowsSame ? ['query', 'hidden', 'onlyForm', 'onlyRows', 'hiddenRows'] : ['query']), to.filter),
    ...keptParts(now, from, to),
  };
  return Object.keys(parts).length === 0 ? to : { ...to, ...parts };
}

/** What differs between `now` and `from` but not between `from` and `to`. */
function changed<T extends object, K extends keyof T>(now: T, from: T, to: T, keys: readonly K[]): Partial<Pick<T, K>> {
  return Object.fromEntries(keys.filter((key) => now[key] !== from[key] && to[key] === from[key]).map((key) => [key, now[key]])) as Partial<Pick<T, K>>;
}

const filterAlone = (parts: Partial<Filter>, to: Filter): Parts => (Object.keys(parts).length === 0 ? {} : { filter: { ...to, ...parts } });

/** Bookmarks and named selections are of any set; their rows follow an edit of theirs. */
function keptParts(now: SessionDocument, from: SessionDocument, to: SessionDocument): Parts {
  if (now.bookmarks === from.bookmarks && now.named === from.named) return {};
  const [before, after] = [from.target?.set, to.target?.set];
  const moved = (one: SessionDocument): Pick<SessionDocument, 'bookmarks' | 'named'> => (before === undefined || before.id !== after?.id ? one : movedParts(one, before, after, newSetId));
  const [latest, earlier] = [moved(now), moved(from)];
  const isFree = (key: 'bookmarks' | 'named'): boolean => now[key] !== from[key] && JSON.stringify(earlier[key]) === JSON.stringify(to[key]);
  return { ...(isFree('bookmarks') ? { bookmarks: latest.bookmarks } : {}), ...(isFree('named') ? { named: latest.named } : {}) };
}
