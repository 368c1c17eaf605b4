import { Failure } from '@contract/failure';

type Json = Readonly<Record<string, unknown>>;

/** The switches of tokenizer_config.json that change how a text is tokenized. */
export const SWITCHES = ['do_lower_case', 'keep_accents', 'remove_space', 'split_by_punct', 'add_prefix_space', 'legacy', 'add_bos_token', 'add_eos_token', 'split_special_tokens'] as const;
export type Switch = typeof SWITCHES[number];
export type Switches = Readonly<Partial<Record<Switch, boolean>>>;

/**
 * The switches of a family as the settings have them, the usual ones where the settings are silent.
 * @param free those that the family can turn, with the values of a silent file
 * @param fixed what the others do in the family; one that is in neither may not be set
 * @throws Failure('model') for one that is set to what the family cannot do
 */
export function readSwitches(settings: Json, free: Switches, fixed: Switches): Switches {
  const found: Partial<Record<Switch, boolean>> = { ...free };
  for (const name of SWITCHES) {
    const value = settings[name];
    // Python's None is false; add_prefix_space alone is written so where nothing is meant.
    if (value === undefined || (value === null && (name === 'add_prefix_space' || free[name] === undefined))) continue;
    if (value !== null && typeof value !== 'boolean') throw refused(name, 'is neither true nor false');
    if (free[name] !== undefined) found[name] = value === true;
    else if (value !== fixed[name]) throw refused(name, `is ${String(value)}, which transformers does not follow for such a model`);
  }
  const { vocab_type: vocabType = null, sp_model_kwargs: options = null } = settings;
  if (vocabType !== null && vocabType !== 'spm') throw refused('vocab_type', 'is not "spm"');
  if (options !== null && (typeof options !== 'object' || Object.keys(options).length > 0)) throw refused('sp_model_kwargs', 'is not empty');
  return found;
}

function refused(name: string, reason: string): Failure {
  return new Failure('model', `tokenizer_config.json cannot be followed: its ${name} ${reason}; add the tokenizer.json of the model.`);
}
