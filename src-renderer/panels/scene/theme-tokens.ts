import { readSceneTokens } from '../../scene/colours/tokens';
import type { SceneTokens } from '../../scene/types';

/** The tokens of a theme, whichever is on screen: read at a hidden element that carries it. */
export function tokensOf(theme: 'dark' | 'light'): SceneTokens {
  const probe = document.createElement('div');
  probe.dataset['theme'] = theme;
  probe.hidden = true;
  document.body.append(probe);
  const tokens = readSceneTokens(probe);
  probe.remove();
  return tokens;
}
