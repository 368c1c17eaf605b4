import type { ChannelName, Channels, Envelope } from './channels';
import type { ChannelAnswer, AnyChannel, ChannelRequest } from './channels/channel';
import type { Listeners } from './events';

type BridgeArgs<S extends AnyChannel> = S['takes'] extends 'nothing'
  ? []
  : S['takes'] extends 'file'
    ? [file: File]
    : S['takes'] extends 'files'
      ? [files: readonly File[]]
      : [request: ChannelRequest<S>];

type FieldsOf<Req, Names extends readonly PropertyKey[]> = { readonly [I in keyof Names]: Req[Names[I] & keyof Req] };
type ApiArgs<S extends AnyChannel> = S extends { readonly takes: infer Names extends readonly string[] } ? FieldsOf<ChannelRequest<S>, Names> : BridgeArgs<S>;

interface Road {
  /** Has the page's end of a road for what is large posted to it, as the port of a message `ROAD_MESSAGE`. */
  readonly openRoad: () => void;
}

/** `window.contexture`: all that the sandboxed renderer can reach. Requests reject never; they resolve to an {@link Envelope}. */
export type ContextureBridge = Listeners & Road & { readonly [N in ChannelName]: (...args: BridgeArgs<Channels[N]>) => Promise<Envelope<ChannelAnswer<Channels[N]>>> };

/** The same functions as the page calls them: they resolve to the plain value or throw a `Failure`. */
export type ContextureApi = Listeners & { readonly [N in ChannelName]: (...args: ApiArgs<Channels[N]>) => Promise<ChannelAnswer<Channels[N]>> };
