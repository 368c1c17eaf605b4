import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { channels, type Channel, type Channels, type Envelope } from '@contract/channels';
import type { ChannelAnswer, AnyChannel, ChannelTable, ChannelRequest } from '@contract/channels/channel';
import { Failure, toEnvelope } from '@contract/failure';

type Handler<S extends AnyChannel> = (request: ChannelRequest<S>) => ChannelAnswer<S> | Promise<ChannelAnswer<S>>;

/** One handler a channel; the compiler misses none. */
export type ChannelHandlers<Table extends ChannelTable> = { readonly [Name in keyof Table]: Handler<Table[Name]> };

/** Whether a message comes from the app's own page, in its top frame. */
export type SenderCheck = (event: IpcMainInvokeEvent) => boolean;

/** The one way into the main process: checks the sender, guards the message, wraps the answer. */
export class IpcRouter {
  /** @param onBug told of what is no expected failure */
  constructor(private readonly isTrusted: SenderCheck, private readonly onBug: (channel: Channel, error: unknown) => void) {}

  serve(handlers: ChannelHandlers<Channels>): void {
    for (const name of Object.keys(channels) as (keyof Channels)[]) this.handle(channels[name], handlers[name] as (request: unknown) => unknown);
  }

  /** `serve` is what keeps a channel and its handler of one type. */
  private handle({ wire, guard }: Channels[keyof Channels], handler: (request: unknown) => unknown): void {
    ipcMain.handle(wire, async (event, message: unknown): Promise<Envelope<unknown>> => {
      try {
        if (!this.isTrusted(event)) throw new Failure('bad-request', 'The message was refused: it does not come from the app’s own page.');
        return { ok: true, value: await handler(guard(message, wire)) };
      } catch (error) {
        const envelope = toEnvelope(error);
        if (envelope.code === 'internal') this.onBug(wire, error);
        return { ok: false, error: envelope };
      }
    });
  }
}
