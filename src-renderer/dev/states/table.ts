import { CLOUD_STATES } from './cloud';
import { MODEL_STATES } from './models';
import { BOOKMARK_STATES } from './bookmarks';
import { POPOVER_STATES } from './popovers';
import { SET_EDIT_STATES } from './set-edits';
import type { PageState } from './state';
import { TEXT_STATES } from './texts';
import { TROUBLE_STATES } from './trouble';
import { WINDOW_STATES } from './window';

/** Every state of the page that has an address. */
export const STATES: readonly PageState[] = [...WINDOW_STATES, ...CLOUD_STATES, ...POPOVER_STATES, ...BOOKMARK_STATES, ...SET_EDIT_STATES, ...TEXT_STATES, ...MODEL_STATES, ...TROUBLE_STATES];
