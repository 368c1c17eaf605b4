import type { CatalogueEntry, DownloadPlan, DownloadSource } from '@contract/model-import';
import { partText, sizeText } from '@contract/size-text';
import { sourceKey } from './model-queue';
import { modelsWords } from '../../wording/interface/models';

/** A model that could be downloaded, and how far somebody has come with it. */
export interface Offer {
  readonly source: DownloadSource;
  readonly name: string;
  /** `asking`: the server is being asked what there is. */
  readonly state: 'idle' | 'asking' | 'planned' | 'refused';
  readonly plan: DownloadPlan | null;
  readonly problem: string | null;
  readonly nMaxWords: number | null;
}

/** The panel of models: what is asked about what is there, and what could come. */
class ModelPanel {
  isOpen = $state(false);
  catalogue = $state.raw<readonly CatalogueEntry[]>([]);
  catalogueProblem = $state<string | null>(null);
  /** The model whose removal is asked about. */
  removing = $state<string | null>(null);
  isRemoving = $state(false);
  removeProblem = $state.raw<{ readonly id: string; readonly reason: string } | null>(null);
  hubText = $state('');
  hubProblem = $state<string | null>(null);
  offers = $state.raw<ReadonlyMap<string, Offer>>(new Map());
  /** Names of the hub that were looked up, the newest first. */
  lookedUp = $state.raw<readonly string[]>([]);

  offer(source: DownloadSource, name: string): Offer {
    return this.offers.get(sourceKey(source)) ?? { source, name, state: 'idle', plan: null, problem: null, nMaxWords: null };
  }

  change(offer: Offer, changes: Partial<Offer>): void {
    this.offers = new Map([...this.offers, [sourceKey(offer.source), { ...this.offer(offer.source, offer.name), ...changes }]]);
  }

  /** Back to the bare row; a name of the hub has none. */
  forget(source: DownloadSource): void {
    const key = sourceKey(source);
    this.offers = new Map([...this.offers].filter(([other]) => other !== key));
    if (source.by === 'hub') this.lookedUp = this.lookedUp.filter((name) => name !== source.name);
  }
}

export const modelPanel = new ModelPanel();

/** "BERT base needs 440 MB. You have 310 MB free."; null where the disk has room for what is still to come. */
export function diskProblem({ name, nBytes, nFreeBytes }: DownloadPlan, nBytesHere: number): string | null {
  const nNeeded = nBytes - nBytesHere;
  return nNeeded <= nFreeBytes ? null : modelsWords.tooLarge(name, sizeText(nNeeded), sizeText(nFreeBytes));
}

/** The button of a plan: "Download 440 MB", or "Resume, 210 of 440 MB are here". */
export function downloadLabel({ nBytes }: Pick<DownloadPlan, 'nBytes'>, nBytesHere: number): string {
  if (nBytesHere <= 0) return modelsWords.downloadSize(sizeText(nBytes));
  return nBytesHere < nBytes ? modelsWords.resumeSize(partText(nBytesHere, nBytes)) : modelsWords.importSize(sizeText(nBytes));
}
