import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '@contract/failure';
import type { ModelCard } from '@contract/model-card';
import type { CharSpan } from '@contract/occurrence';
import { fastaiTokens, type FastaiToken } from '../../../tokenizers/fastai/fastai-tokens';
import { FASTAI_VOCABULARY_FILE, FastaiVocabulary, parseFastaiVocabulary } from '../../../tokenizers/fastai/vocabulary';
import type { TokenizedSentence } from '../../../tokenizers/tokenizer';
import type { ModelTokenizer } from '../../runtime/encoder';

/** Splits sentences into words by fastai's rules. What the vocabulary lacks is xxunk, which has a vector like any other token. */
export class UlmfitTokenizer implements ModelTokenizer {
  readonly maxPieces = Infinity;
  /** xxbos, which fastai puts before every text. */
  readonly nSpecialTokens = { before: 1, after: 0 } as const;

  constructor(readonly card: ModelCard, readonly vocabulary: FastaiVocabulary) {}

  /** @throws Failure `model` naming the vocabulary where it is missing or damaged. */
  static async load(folder: string, card: ModelCard): Promise<UlmfitTokenizer> {
    const json = await readFile(path.join(folder, FASTAI_VOCABULARY_FILE), 'utf8').catch((error: unknown) => {
      throw new Failure('model', `The file ${FASTAI_VOCABULARY_FILE} of the model cannot be read. Reinstall the model.`, String(error));
    });
    return new UlmfitTokenizer(card, new FastaiVocabulary(parseFastaiVocabulary(json, FASTAI_VOCABULARY_FILE)));
  }

  tokenize(texts: readonly string[]): Promise<readonly TokenizedSentence[]> {
    return Promise.resolve(texts.map((text) => this.sentenceOf(fastaiTokens(text))));
  }

  /** A target that begins or ends inside a token stands as tokens of its own; not where the rules have made one token of several characters (xxrep, xxwrep). */
  retokenize(text: string, { pieces }: TokenizedSentence, { charStart, charEnd }: CharSpan): TokenizedSentence | null {
    const edges = [charStart, charEnd];
    if (!pieces.some((piece) => edges.some((edge) => edge > piece.charStart && edge < piece.charEnd))) return null;
    const apart = this.sentenceOf(fastaiTokens(text, edges));
    return apart.pieces.length === pieces.length ? null : apart;
  }

  knows(): boolean {
    return true;
  }

  private sentenceOf(tokens: readonly FastaiToken[]): TokenizedSentence {
    const ids = tokens.map(({ token }) => this.vocabulary.find(token) ?? this.vocabulary.unknownId);
    return { ids, pieces: tokens.map(({ charStart, charEnd }, i) => ({ piece: this.vocabulary.itos[ids[i] as number] ?? '', charStart, charEnd })) };
  }
}
