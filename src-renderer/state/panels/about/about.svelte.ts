import type { About, UpdateCheck, UpdateProgress } from '@contract/app/about';

export type UpdateStage = 'rest' | 'checking' | 'fetching' | 'fetched';

/** What the app says of itself, and how far its next version is. */
class AboutPanel {
  isOpen = $state(false);
  version = $state('');
  facts = $state.raw<About | null>(null);
  stage = $state<UpdateStage>('rest');
  /** What the last look found; null before one. */
  found = $state.raw<UpdateCheck | null>(null);
  progress = $state.raw<UpdateProgress | null>(null);
  problem = $state<string | null>(null);
  isCopied = $state(false);
}

export const about = new AboutPanel();
