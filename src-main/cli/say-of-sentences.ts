import type { Pooling } from '@contract/embedding';
import type { ModelCard } from '@contract/model-card';

/** Tells whoever asks for whole sentences that the model itself would make something else of them; its card says why. */
export function sayOfSentences({ name, source, sentence }: ModelCard, pooling: Pooling): void {
  const why = /Its sentence vectors are not reproduced: [^\n]*/u.exec(source)?.[0];
  if (pooling === 'sentence' && sentence === undefined && why !== undefined) process.stderr.write(`contexture: ${name}: ${why} What follows are means over all pieces of a sentence.\n`);
}
