import type { InferenceService } from '../../inference/process/service';
import { plainTable } from '../table';

export interface AnalogyOptions {
  readonly model: string;
  readonly a: string;
  readonly b: string;
  readonly c: string;
  readonly k: number;
  /** Whether a, b and c are left out. */
  readonly isExcludingQuery: boolean;
  readonly json: boolean;
}

/** Continues "a is to b as c is to …" with the words of a static model. @returns the exit code */
export async function analogyCommand({ model, a, b, c, k, isExcludingQuery, json }: AnalogyOptions, inference: Pick<InferenceService, 'analogy' | 'release'>): Promise<number> {
  try {
    const words = await inference.analogy({ modelId: model, a, b, c, k, isExcludingQuery });
    process.stdout.write(
      json
        ? `${JSON.stringify({ model, a, b, c, isExcludingQuery, words }, null, 2)}\n`
        : plainTable(
            ['word', 'cosine', ...(isExcludingQuery ? [] : ['query word'])],
            words.map(({ word, cosine, isQuery }) => [word, cosine.toFixed(3), ...(isExcludingQuery ? [] : [isQuery ? 'yes' : ''])]),
          ),
    );
    return 0;
  } finally {
    await inference.release();
  }
}
