import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import type { Channel, Envelope, Request, Response } from '@contract/api';
import { Failure, toEnvelope } from '@contract/failure';
import { requestGuards } from '@contract/requests';

export type Handler<C extends Channel> = (request: Request<C>) => Response<C> | Promise<Response<C>>;

/** Whether a message comes from the app's own page, in its top frame. */
export type SenderCheck = (event: IpcMainInvokeEvent) => boolean;

/** The one way into the main process: checks the sender, guards the message, wraps the answer. */
export class IpcRouter {
  /** @param onBug told of what is no expected failure */
  constructor(private readonly isTrusted: SenderCheck, private readonly onBug: (channel: Channel, error: unknown) => void) {}

  handle<C extends Channel>(channel: C, handler: Handler<C>): void {
    ipcMain.handle(channel, async (event, message: unknown): Promise<Envelope<C>> => {
      try {
        if (!this.isTrusted(event)) throw new Failure('bad-request', 'The message was refused: it does not come from the app’s own page.');
        const request = requestGuards[channel](message, channel);
        return { ok: true, value: await handler(request) };
      } catch (error) {
        const envelope = toEnvelope(error);
        if (envelope.code === 'internal') this.onBug(channel, error);
        return { ok: false, error: envelope };
      }
    });
  }
}
