import { join } from 'node:path';
import { Failure } from '@contract/failure';
import type { SentencePooling } from '@contract/model-card';
import { MAX_SETTINGS_BYTES, readTextFile, unexpectedForm } from '../folder-files';
import { denseReason, readDenseModule, type DenseModule } from './dense';
import { readPooling } from './pooling';
import { cutReason, readPrompts } from './prompts';
import { readTransformerSettings } from './transformer-settings';

/** What modules.json of a sentence-transformers folder says. */
export interface SentenceModules {
  /** Folder of the transformer itself, relative: `.` or a name. */
  readonly transformerDir: string;
  /** Sub-words that the model reads of a sentence, special tokens included; null: as many as the transformer takes. */
  readonly maxTokens: number | null;
  /** Whether every text is made small first, whatever the tokenizer's own files say. */
  readonly isLowerCased: boolean;
  /** Null where the app cannot do what the model does with a sentence; `note` says why. */
  readonly sentence: Omit<SentencePooling, 'maxTokens'> | null;
  /** Where the numbers of the dense steps are, in their order. */
  readonly dense: readonly DenseModule[];
  readonly note: string | null;
}

interface Module {
  /** Last name of its class. */
  readonly type: string;
  readonly path: string;
}

/**
 * Reads modules.json and what it names. A folder without it has no sentence-transformers files: null.
 * @throws Failure('model') when a file is malformed or leads out of the folder.
 */
export async function readSentenceModules(dir: string): Promise<SentenceModules | null> {
  const json = await readTextFile(dir, 'modules.json', MAX_SETTINGS_BYTES);
  if (json === null) return null;
  const [first, ...rest] = parseModules(json);
  if (first?.type !== 'Transformer') throw new Failure('model', `modules.json begins with ${first?.type ?? 'nothing'} where a Transformer is expected; only sentence models built on a transformer can be used.`);
  const transformerDir = first.path === '' ? '.' : first.path;
  const { maxTokens, isLowerCased, reason: unread } = await readTransformerSettings(join(dir, transformerDir));
  const about = { transformerDir, maxTokens, isLowerCased };
  const unused = (why: string): SentenceModules => ({ ...about, sentence: null, dense: [], note: `Its sentence vectors are not reproduced: ${why}.` });
  const reason = unread ?? await cutReason(dir);
  if (reason !== null) return unused(reason);
  const [pooling, ...after] = rest;
  if (pooling?.type !== 'Pooling') return unused('the modules have an unusual order');
  const found = await readPooling(dir, pooling.path);
  if (typeof found === 'string') return unused(found);
  const steps: SentencePooling['steps'][number][] = [];
  const dense: DenseModule[] = [];
  for (const { type, path } of after) {
    if (type === 'Normalize') {
      steps.push({ type: 'normalize' });
    } else if (type === 'Dense') {
      const read = await readDenseModule(dir, path);
      const why = denseReason(read);
      if (why !== null) return unused(why);
      steps.push(read.step);
      dense.push(read);
    } else if (type !== 'Dropout') {
      // Dropout does nothing once a model is trained.
      return unused(`they pass through a ${type} module`);
    }
  }
  return { ...about, sentence: { ...found, steps, ...await readPrompts(dir) }, dense, note: null };
}

/** Types by their last name, in order. */
function parseModules(json: string): readonly Module[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    throw unexpectedForm('modules.json');
  }
  if (!Array.isArray(parsed) || parsed.length > 100) throw unexpectedForm('modules.json');
  return parsed.map((module: unknown) => {
    const { type, path = '' } = (typeof module === 'object' && module !== null ? module : {}) as Readonly<Record<string, unknown>>;
    // A module's files lie in a folder beside modules.json or in the same one.
    if (typeof type !== 'string' || typeof path !== 'string' || !/^[\w.-]*$/.test(path) || path === '..') throw unexpectedForm('modules.json');
    return { type: type.split('.').at(-1) ?? '', path };
  });
}
