import type { aboutChannels } from '@contract/channels/about';
import type { Updates } from '../updates/updates';
import type { ChannelHandlers } from './router';

/** @param diagnostics composes the text */
export function aboutHandlers(
  updates: Updates,
  versions: { readonly onnxruntime: string; readonly chromium: string },
  diagnostics: () => Promise<string>,
  openBook: () => void,
): ChannelHandlers<typeof aboutChannels> {
  return {
    about: () => ({ ...versions, updates: updates.road }),
    openBook: () => {
      openBook();
      return null;
    },
    diagnostics: () => diagnostics(),
    checkForUpdate: () => updates.check(),
    fetchUpdate: async () => {
      await updates.fetch();
      return null;
    },
    cancelUpdate: () => {
      updates.cancel();
      return null;
    },
    installUpdate: async () => {
      await updates.install();
      return null;
    },
  };
}
