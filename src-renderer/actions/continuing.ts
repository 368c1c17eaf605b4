import { toEnvelope } from '@contract/failure';
import { contexture } from '../api/contexture';
import { analogy, type AnalogyQuestion } from '../state/panels/analogy.svelte';
import { session } from '../state/session.svelte';
import { askingWords } from '../wording/interface/asking';

const N_WORDS = 8;

/** Asks the static model on screen how an analogy goes on, with and without the query words; the newest question counts. Blanks around words do not. */
export async function continueAnalogy(asked: AnalogyQuestion): Promise<void> {
  const modelId = session.view?.model.id;
  if (modelId === undefined) return;
  const question = { a: asked.a.trim(), b: asked.b.trim(), c: asked.c.trim() };
  analogy.question = question;
  const isNewest = (): boolean => analogy.question === question;
  if (Object.values(question).includes('')) {
    analogy.fail(modelId, askingWords.needsThree);
    return;
  }
  try {
    const ask = (isExcludingQuery: boolean) => contexture.analogy({ modelId, ...question, k: N_WORDS, isExcludingQuery });
    const [without, all] = await Promise.all([ask(true), ask(false)]);
    if (isNewest()) analogy.take({ modelId, ...question, without, all });
  } catch (error) {
    if (isNewest()) analogy.fail(modelId, toEnvelope(error).message);
  }
}
