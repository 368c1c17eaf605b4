import type { UpdateCheck } from '@contract/app/about';
import type { UpdateStage } from '../../state/panels/about/about.svelte';

/** What the look for a version found, in one sentence; empty before one. @param version of this copy */
export function updateLine(stage: UpdateStage, found: UpdateCheck | null, version: string): string {
  if (stage === 'checking') return 'Asking for the list of versions…';
  if (stage === 'fetched') return 'It arrived whole, as it was announced. Installing ends the app; what is open is kept.';
  if (found === null) return '';
  if (found.kind === 'current') return `${version} is the newest version.`;
  return `Version ${found.version} is there${found.nBytes === null ? '' : `, ${Math.round(found.nBytes / 1e6).toLocaleString('en')} MB`}.`;
}
