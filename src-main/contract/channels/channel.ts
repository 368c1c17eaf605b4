import { nothing, type Guard } from '../guards';

type Usual<Req> = [Req] extends [null] ? 'nothing' : 'request';

/** With what the page's function is called: nothing, the request, its fields one by one, or a file that a person brought, or several, whose paths the preload names. */
type Takes<Req> = Usual<Req> | readonly (keyof Req & string)[] | 'file' | 'files';

/** One channel: its name between the processes, the guard of what goes in, and, as a type only, what comes back. */
export interface ChannelSpec<Wire extends string, Req, Answer, How> {
  readonly wire: Wire;
  readonly guard: Guard<Req>;
  readonly takes: How;
  readonly answer?: Answer;
  /** What goes in or comes back may be large: both go by the road (`load.ts`). */
  readonly isLarge?: true;
}

type AnyTakes = 'nothing' | 'request' | 'file' | 'files' | readonly string[];
export type AnyChannel = ChannelSpec<string, unknown, unknown, AnyTakes>;
export type ChannelTable = Readonly<Record<string, AnyChannel>>;

export type ChannelRequest<S extends AnyChannel> = ReturnType<S['guard']>;
export type ChannelAnswer<S extends AnyChannel> = S extends { readonly answer?: infer Answer } ? Answer : never;

const usual = (guard: Guard<unknown>): 'nothing' | 'request' => (guard === nothing ? 'nothing' : 'request');

/** A row of the table: `channel<Answer>()(wire, guard)`. Called twice, so that the guard's type is inferred beside an answer that is stated. */
export const channel = <Answer>() =>
  <Wire extends string, Req, const How extends AnyTakes = Usual<Req>>(wire: Wire, guard: Guard<Req>, takes?: How & Takes<Req>): ChannelSpec<Wire, Req, Answer, How> =>
    ({ wire, guard, takes: takes ?? usual(guard) as How });

/** Marks a row whose request or answer grows with a set, a picture or a file. */
export const large = <Wire extends string, Req, Answer, How>(spec: ChannelSpec<Wire, Req, Answer, How>): ChannelSpec<Wire, Req, Answer, How> => ({ ...spec, isLarge: true });
