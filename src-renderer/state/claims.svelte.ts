import { isAboutSentences } from '../claims/wording';
import { judgeLayers, judgeSentences, type ClaimDistances } from '../claims/measure';
import { TEXTBOOK_CLAIMS } from '../claims/textbook';
import type { Claim, Outcome } from '../claims/claim';
import { agreementByLayer } from '../sets/agreements';
import { colouring } from './colouring.svelte';
import { library } from './library.svelte';
import { session } from './session.svelte';
import { claimsWords } from '../wording/interface/claims';

/** A claim with what comes of it in one model. */
export interface JudgedClaim {
  readonly claim: Claim;
  readonly modelId: string;
  readonly modelName: string;
  readonly outcome: Outcome;
  readonly distances: ClaimDistances | null;
}

/** What the textbook claims, tested in every model that has been asked. */
class Claims {
  /** Id of the one open card. */
  open = $state<string | null>('shore');
  /** By model: the distances of the claims' sentences. */
  distances = $state.raw<ReadonlyMap<string, ClaimDistances>>(new Map());
  /** Models that are being asked. */
  asked = $state.raw<ReadonlySet<string>>(new Set());
  /** By model: why it could not be asked. */
  problems = $state.raw<ReadonlyMap<string, string>>(new Map());

  readonly all = TEXTBOOK_CLAIMS;
  /** The claims in the model that is looked at. */
  readonly judged = $derived(this.all.map((claim) => this.judge(claim, this.subjectOf(claim))));

  /** Models that a claim about sentences can be tested in, the one that is looked at first. */
  modelsOf(claim: Claim): readonly { readonly id: string; readonly name: string }[] {
    if (!isAboutSentences(claim)) return [];
    const here = session.view?.model.id;
    const fitting = library.models.filter(({ kind }) => (kind === 'static' || claim.id !== 'static'));
    return [...fitting.filter(({ id }) => id === here), ...fitting.filter(({ id }) => id !== here)];
  }

  /** The model that a claim speaks of: the one that is looked at, but for what is said of static models. */
  subjectOf(claim: Claim): { readonly id: string; readonly name: string } | null {
    return isAboutSentences(claim) ? this.modelsOf(claim)[0] ?? null : session.view?.model ?? null;
  }

  judge(claim: Claim, model: { readonly id: string; readonly name: string } | null): JudgedClaim {
    if (model === null) return { claim, modelId: '', modelName: '', outcome: { kind: 'untested', why: claimsWords.noStaticModel }, distances: null };
    const about = { claim, modelId: model.id, modelName: model.name };
    const distances = this.distances.get(model.id) ?? null;
    if (isAboutSentences(claim)) {
      const why = this.problems.get(model.id) ?? (this.asked.has(model.id) ? claimsWords.beingMeasured : claimsWords.notMeasured);
      return { ...about, distances, outcome: distances === null ? { kind: 'untested', why } : judgeSentences(claim, distances) };
    }
    return { ...about, distances, outcome: this.judgeSet(claim) };
  }

  private judgeSet(claim: Claim): Outcome {
    const { view } = session;
    if (view === null) return { kind: 'untested', why: claimsWords.noSet };
    const { summary, model, set } = view;
    const form = agreementByLayer(colouring.form, summary.nearest);
    return judgeLayers(claim, {
      modelName: model.name, nLayers: summary.nLayers, recall: summary.senseRecall, form: form === null ? null : form.map(({ share }) => share), nOccurrences: set.occurrences.length,
    });
  }
}

export const claims = new Claims();
