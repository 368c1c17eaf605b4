import { ipcMain, type WebContents } from 'electron';
import { channels, type Channel, type Channels, type Envelope } from '@contract/channels';
import type { ChannelAnswer, AnyChannel, ChannelTable, ChannelRequest } from '@contract/channels/channel';
import { Failure, toEnvelope } from '@contract/failure';
import { Roads, type SenderCheck } from './roads';

type Handler<S extends AnyChannel> = (request: ChannelRequest<S>) => ChannelAnswer<S> | Promise<ChannelAnswer<S>>;

/** One handler a channel; the compiler misses none. */
export type ChannelHandlers<Table extends ChannelTable> = { readonly [Name in keyof Table]: Handler<Table[Name]> };

/** The one way into the main process: checks the sender, guards the message, wraps the answer. */
export class IpcRouter {
  private readonly roads: Roads;

  /** @param onBug told of what is no expected failure */
  constructor(private readonly isTrusted: SenderCheck, private readonly onBug: (channel: Channel, error: unknown) => void) {
    this.roads = new Roads(isTrusted);
  }

  /** @param handlersOf of each window; undefined for a page that is of none */
  serve(handlersOf: (page: WebContents) => ChannelHandlers<Channels> | undefined): void {
    this.roads.listen();
    for (const name of Object.keys(channels) as (keyof Channels)[]) {
      this.handle(channels[name], (page) => handlersOf(page)?.[name] as ((request: unknown) => unknown) | undefined);
    }
  }

  /** `serve` is what keeps a channel and its handler of one type. */
  private handle({ wire, guard, isLarge }: Channels[keyof Channels], handlerOf: (page: WebContents) => ((request: unknown) => unknown) | undefined): void {
    ipcMain.handle(wire, async (event, sent: unknown): Promise<Envelope<unknown>> => {
      try {
        if (!this.isTrusted(event)) throw new Failure('bad-request', 'The message was refused: it does not come from the app’s own page.');
        const message = await this.roads.arrived(event.sender, sent, isLarge === true);
        const request = guard(message, wire);
        const handler = handlerOf(event.sender);
        if (handler === undefined) throw new Failure('bad-request', 'The message was refused: its window is closed.');
        const value = await handler(request);
        return { ok: true, value: isLarge === true ? this.roads.send(event.sender, value) : value };
      } catch (error) {
        const envelope = toEnvelope(error);
        if (envelope.code === 'internal') this.onBug(wire, error);
        return { ok: false, error: envelope };
      }
    });
  }
}
