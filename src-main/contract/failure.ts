/** Why something did not work, in one form on every side of every boundary. */
export type FailureCode =
  | 'bad-request' | 'not-found' | 'bad-input' | 'too-large' | 'cancelled' | 'model' | 'device' | 'crashed' | 'io' | 'internal';

/** An error as it crosses a process boundary. `message` is one sentence for the user: what happened, then what to do. */
export interface FailureEnvelope {
  readonly code: FailureCode;
  readonly message: string;
  readonly detail?: string;
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
    return error.detail === undefined ? { code: error.code, message: error.message } : { code: error.code, message: error.message, detail: error.detail };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'internal', message };
}

/** The inverse of {@link toEnvelope}. */
export function fromEnvelope(envelope: FailureEnvelope): Failure {
  return new Failure(envelope.code, envelope.message, envelope.detail);
}
