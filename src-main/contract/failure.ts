/** Why something did not work, in one form on every side of every boundary. */
export type FailureCode =
  | 'bad-request' | 'not-found' | 'bad-input' | 'too-large' | 'cancelled' | 'conflict' | 'model' | 'device' | 'crashed' | 'io' | 'internal';

/** An error as it crosses a process boundary. `message` is one sentence for the user: what happened, then what to do. */
export interface FailureEnvelope {
  readonly code: FailureCode;
  readonly message: string;
  readonly detail?: string;
  /** Where a bug was, for the log: the places alone, without the message. */
  readonly stack?: string;
}

/** An expected failure; everything else that is thrown is a bug and crosses as `internal`. */
export class Failure extends Error {
  override readonly name = 'Failure';
  constructor(readonly code: FailureCode, message: string, readonly detail?: string) {
    super(message);
  }
}

/** Turns anything thrown into the form that crosses boundaries. */
export function toEnvelope(error: unknown): FailureEnvelope {
  if (error instanceof Failure) {
    const stack = error.code === 'internal' ? stackPlaces(error) : '';
    return { code: error.code, message: error.message, ...(error.detail === undefined ? {} : { detail: error.detail }), ...(stack === '' ? {} : { stack }) };
  }
  if (!(error instanceof Error)) return { code: 'internal', message: String(error) };
  const stack = stackPlaces(error);
  return stack === '' ? { code: 'internal', message: error.message } : { code: 'internal', message: error.message, stack };
}

/** The inverse of {@link toEnvelope}. */
export function fromEnvelope(envelope: FailureEnvelope): Failure {
  const failure = new Failure(envelope.code, envelope.message, envelope.detail);
  // The place of the bug, not that of the door it came through.
  if (envelope.stack !== undefined) failure.stack = `${envelope.message}\n${envelope.stack}`;
  return failure;
}

const MOST_PLACES = 30;

/** The lines of a stack that name places; the message before them may hold what somebody wrote. */
export function stackPlaces({ stack = '' }: Pick<Error, 'stack'>): string {
  return stack.split('\n').filter((line) => /^\s+at /.test(line)).slice(0, MOST_PLACES).join('\n');
}
