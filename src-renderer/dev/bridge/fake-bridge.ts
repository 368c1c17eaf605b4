import type { ContextureBridge } from '@contract/api';
import { channels, type ChannelName, type Channels, type Envelope } from '@contract/channels';
import type { ChannelAnswer, AnyChannel, ChannelRequest } from '@contract/channels/channel';
import { isLoad, ROAD_MESSAGE } from '@contract/channels/load';
import { listeners, type EventName, type Events } from '@contract/events';
import { toEnvelope } from '@contract/failure';
import { RoadEnd } from '@rpc/road';
import { overPort } from '../../api/page-road';

type Answer<S extends AnyChannel> = (request: ChannelRequest<S>) => ChannelAnswer<S> | Promise<ChannelAnswer<S>>;

/** What stands for the main process: an answer a channel; the compiler misses none. */
export type BridgeAnswers<Table extends Readonly<Record<string, AnyChannel>> = Channels> = { readonly [Name in keyof Table]: Answer<Table[Name]> };

type Listener = (event: unknown) => void;

/** Events of the main process, sent by whoever plays it. */
export class FakeEvents {
  private readonly heard = new Map<EventName, Set<Listener>>();

  /** The listener gets a copy, as it would from another process. */
  send<E extends EventName>(name: E, event: Events[E]): void {
    for (const listener of this.heard.get(name) ?? []) listener(structuredClone(event));
  }

  /** Returns what ends the listening. */
  listen(name: EventName, listener: Listener): () => void {
    const set = this.heard.get(name) ?? new Set();
    this.heard.set(name, set.add(listener));
    return () => { set.delete(listener); };
  }
}

/** What the preload would send: a file is named by a path, which no page can see. */
function messageOf({ takes }: AnyChannel, argument: unknown): unknown {
  if (takes === 'nothing') return null;
  if (takes === 'file') return { path: argument instanceof File ? `/brought/${argument.name}` : '' };
  if (takes === 'files') return { paths: (argument as readonly File[]).map(({ name }) => `/brought/${name}`) };
  return argument;
}

/** One request as preload and router take it together: copied, guarded, answered in an envelope; it rejects never. */
async function answered(name: ChannelName, argument: unknown, answers: BridgeAnswers, road: RoadEnd | null): Promise<Envelope<unknown>> {
  const channel: AnyChannel = channels[name];
  try {
    const sent = messageOf(channel, argument);
    const message = road !== null && channel.isLarge === true && isLoad(sent) ? await road.take(sent) : structuredClone(sent);
    const answer = answers[name] as (request: unknown) => unknown;
    const value = await answer(channel.guard(message, channel.wire));
    return { ok: true, value: road !== null && channel.isLarge === true ? road.send(value) : structuredClone(value) };
  } catch (error) {
    return { ok: false, error: toEnvelope(error) };
  }
}

const namesOf = <T extends object>(table: T): (keyof T)[] => Object.keys(table) as (keyof T)[];

/** Never resolves once the page that asks is gone. */
async function whileOpen<T>(answer: Promise<T>, end: AbortSignal): Promise<T> {
  const found = await answer;
  return end.aborted ? new Promise<never>(() => undefined) : found;
}

/**
 * `window.contexture` without a main process. It keeps the rules of the real one: the same guards, no value shared, failures as envelopes.
 * @param end of the page: nothing is answered after it
 */
export function fakeBridge(answers: BridgeAnswers, events: FakeEvents, end = new AbortController().signal): ContextureBridge {
  let road: RoadEnd | null = null;
  const openRoad = (): void => {
    const { port1, port2 } = new MessageChannel();
    road = new RoadEnd(overPort(port1));
    window.postMessage(ROAD_MESSAGE, '/', [port2]);
  };
  const requests = namesOf(channels).map((name): [string, unknown] => [name, (argument?: unknown) => whileOpen(answered(name, argument, answers, road), end)]);
  const heard = namesOf(listeners).map((name): [string, unknown] => [name, (listener: Listener) => events.listen(listeners[name], listener)]);
  return Object.fromEntries([...requests, ...heard, ['openRoad', openRoad]]) as unknown as ContextureBridge;
}
