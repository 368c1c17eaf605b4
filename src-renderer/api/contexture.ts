import type { ContextureApi, ContextureBridge } from '@contract/api';
import { channels, type ChannelName, type Envelope } from '@contract/channels';
import { isLoad } from '@contract/channels/load';
import { listeners } from '@contract/events';
import { fromEnvelope } from '@contract/failure';
import { roadOver } from './page-road';

declare global {
  interface Window {
    readonly contexture: ContextureBridge;
  }
}

type Loose<Answer> = (...args: readonly unknown[]) => Answer;

/** Looked up with every call: modules of the page are loaded by tests too, where there is no bridge. */
const bridged = <Answer>(name: keyof ContextureBridge): Loose<Answer> => window.contexture[name] as Loose<Answer>;

async function answerOf(name: ChannelName, request: readonly unknown[]): Promise<unknown> {
  const envelope = await bridged<Promise<Envelope<unknown>>>(name)(...request);
  if (envelope.ok) return envelope.value;
  throw fromEnvelope(envelope.error);
}

/** What the page sends itself goes by the road, and all that comes back; a file is named by the preload script. */
async function answerByRoad(name: ChannelName, request: readonly unknown[]): Promise<unknown> {
  const road = await roadOver(window.contexture);
  const { takes } = channels[name];
  const isOwn = takes === 'request' || typeof takes !== 'string';
  const answer = await answerOf(name, isOwn ? request.map((value) => road.send(value)) : request);
  return isLoad(answer) ? road.take(answer) : answer;
}

function caller(name: ChannelName): Loose<Promise<unknown>> {
  const { takes, isLarge } = channels[name];
  const answer = isLarge === true ? answerByRoad : answerOf;
  return async (...args) => answer(name, typeof takes === 'string' ? args : [Object.fromEntries(takes.map((field, i) => [field, args[i]]))]);
}

const namesOf = <T extends object>(table: T): (keyof T)[] => Object.keys(table) as (keyof T)[];

/** The only door to the main process. Every call resolves to the plain value or throws a `Failure`. */
export const contexture = Object.fromEntries([
  ...namesOf(channels).map((name) => [name, caller(name)] as const),
  ...namesOf(listeners).map((name) => [name, (...args: readonly unknown[]) => bridged(name)(...args)] as const),
]) as unknown as ContextureApi;
