import type { InferenceOptions } from './service';

/** What the app tells the inference process when it starts it, as one argument. */
export interface ProcessOptions extends Omit<InferenceOptions, 'loader'> {
  readonly bundledModelsDir: string;
  /** The user's own models. */
  readonly userModelsDir: string | null;
}

export const processArgument = (options: ProcessOptions): string => JSON.stringify(options);

/** Both ends are this program's own; only the form is checked. */
export function parseProcessOptions(argument: string | undefined): ProcessOptions {
  const options = argument === undefined ? null : JSON.parse(argument) as ProcessOptions | null;
  if (typeof options?.bundledModelsDir !== 'string') throw new Error('The inference process is started by the app, with its options as the argument.');
  return options;
}
