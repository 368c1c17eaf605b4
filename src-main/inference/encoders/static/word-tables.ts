import type { Request } from '@contract/channels';
import type { AnalogyWord, NearestWord } from '@contract/embedding';
import { Failure } from '@contract/failure';
import type { ModelLibrary } from '../../../models/library';
import type { WorkQueue } from '../../schedule/work-queue';
import { StaticEncoder } from './static-encoder';

/** What the tables of static models are asked. */
export class WordTables {
  constructor(private readonly library: Pick<ModelLibrary, 'card'>, private readonly queue: WorkQueue) {}

  /** @throws Failure as {@link StaticEncoder.analogy} does, `bad-request` for a model that is not static */
  analogy({ modelId, ...question }: Request<'inference:analogy'>): Promise<readonly AnalogyWord[]> {
    return this.withTable(modelId, (encoder) => encoder.analogy(question));
  }

  /** @throws Failure `not-found` for a word that the table does not have, `bad-request` for a model that is not static */
  async nearestWords({ modelId, word, k }: Request<'inference:nearest-words'>): Promise<readonly NearestWord[]> {
    const found = await this.withTable(modelId, (encoder) => encoder.nearestWords(word, k));
    if (found === null) throw new Failure('not-found', `The model does not know the word “${word}”.`);
    return found;
  }

  private async withTable<T>(modelId: string, work: (encoder: StaticEncoder) => Promise<T>): Promise<T> {
    const notStatic = (): never => { throw new Failure('bad-request', `“${modelId}” is not a static model: it has no table of word vectors.`); };
    const { kind } = await this.library.card(modelId);
    if (kind !== 'static') notStatic();
    return this.queue.short(modelId, true, 'cpu', ({ encoder }) => (encoder instanceof StaticEncoder ? work(encoder) : notStatic()));
  }
}
