import type { About, UpdateCheck } from '../app/about';
import { nothing } from '../guards';
import { channel } from './channel';

export const aboutChannels = {
  about: channel<About>()('about:app', nothing),
  /** Opens the book in a window of its own, or brings it to the front. */
  openBook: channel<null>()('about:open-book', nothing),
  /** Versions, system, devices and the end of the log: what somebody needs who looks for a fault. No word of the user's. */
  diagnostics: channel<string>()('about:diagnostics', nothing),
  /** Asks the host of the updates, and only that, for its list of versions. */
  checkForUpdate: channel<UpdateCheck>()('about:check-for-update', nothing),
  /** Fetches the version that was found last; `onUpdateProgress` tells how far it is. */
  fetchUpdate: channel<null>()('about:fetch-update', nothing),
  cancelUpdate: channel<null>()('about:cancel-update', nothing),
  /** Ends the app, installs what was fetched, and starts that. */
  installUpdate: channel<null>()('about:install-update', nothing),
};
