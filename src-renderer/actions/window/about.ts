import { toEnvelope } from '@contract/failure';
import { contexture } from '../../api/contexture';
import { notices } from '../../state/notices.svelte';
import { about } from '../../state/panels/about/about.svelte';
import { settings } from '../../state/settings.svelte';
import { attempt } from '../failures';
import { noticesWords } from '../../wording/interface/notices';

export function openAbout(): void {
  about.isOpen = true;
  about.isCopied = false;
  attempt(async () => { about.facts ??= await contexture.about(); });
}

export function openBook(): void {
  attempt(() => contexture.openBook());
}

export function copyDiagnostics(): void {
  attempt(async () => {
    await navigator.clipboard.writeText(await contexture.diagnostics());
    about.isCopied = true;
  });
}

/** What goes wrong on the road to a version is said where it was asked for. */
async function onRoad(stage: typeof about.stage, work: () => Promise<void>): Promise<void> {
  if (about.stage !== 'rest') return;
  [about.stage, about.problem] = [stage, null];
  try {
    await work();
  } catch (error) {
    const { code, message } = toEnvelope(error);
    if (code !== 'cancelled') about.problem = message;
  } finally {
    if (about.stage === stage) about.stage = 'rest';
    about.progress = null;
  }
}

export const checkForUpdate = (): Promise<void> => onRoad('checking', async () => { about.found = await contexture.checkForUpdate(); });

export const fetchUpdate = (): Promise<void> => onRoad('fetching', async () => {
  const end = contexture.onUpdateProgress((progress) => { about.progress = progress; });
  try {
    await contexture.fetchUpdate();
    about.stage = 'fetched';
  } finally {
    end();
  }
});

export function cancelUpdate(): void {
  attempt(() => contexture.cancelUpdate());
}

export function installUpdate(): void {
  attempt(() => contexture.installUpdate());
}

export function setDoesCheck(doesCheckUpdates: boolean): void {
  attempt(async () => { settings.saved = await contexture.updateSettings({ doesCheckUpdates }); });
}

/** At the start, where the user wants it; that nothing is newer, or nobody answers, is not said. */
export async function checkAtStart(): Promise<void> {
  if (!settings.saved.doesCheckUpdates || settings.isSnapshot) return;
  about.facts ??= await contexture.about();
  if (about.facts.updates.kind === 'closed') return;
  await checkForUpdate();
  if (about.found?.kind !== 'newer') return;
  notices.show({ kind: 'note', message: noticesWords.newVersion(about.found.version), action: { label: noticesWords.showVersion, run: openAbout } });
}
