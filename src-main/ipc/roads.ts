import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent, type MessagePortMain, type WebContents } from 'electron';
import { isLoad, ROAD_MESSAGE, type Load } from '@contract/channels/load';
import { Failure } from '@contract/failure';
import { RoadEnd, type RoadPort } from '@rpc/road';

/** Whether a message comes from the app's own page, in its top frame. */
export type SenderCheck = (event: Pick<IpcMainInvokeEvent, 'senderFrame'>) => boolean;

/** The main process's ends of the pages' roads. */
export class Roads {
  private readonly ends = new WeakMap<WebContents, RoadEnd>();
  /** By page: settled once all that it has sent so far has come. */
  private readonly behind = new WeakMap<WebContents, Promise<unknown>>();

  constructor(private readonly isTrusted: SenderCheck) {}

  /** From now on pages can open one each; a page that is loaded again opens another. */
  listen(): void {
    ipcMain.on(ROAD_MESSAGE, (event) => { this.open(event); });
  }

  /**
   * What a page has sent, itself or by the road, in the order in which it was sent: a cancellation does not overtake what it cancels.
   * @throws Failure `bad-request` where the road has no such load
   */
  arrived(page: WebContents, sent: unknown, isLarge: boolean): Promise<unknown> {
    const before = this.behind.get(page) ?? Promise.resolve();
    const arrived = Promise.all([isLarge && isLoad(sent) ? this.take(page, sent) : sent, before]).then(([message]) => message);
    this.behind.set(page, arrived.catch(() => undefined));
    return arrived;
  }

  /** Sends by the road where the page has one. @returns what names it, or the value itself */
  send(page: WebContents, value: unknown): unknown {
    return this.ends.get(page)?.send(value) ?? value;
  }

  private take(page: WebContents, load: Load): Promise<unknown> {
    const end = this.ends.get(page);
    return end === undefined ? Promise.reject(new Failure('bad-request', 'The message was refused: the page has no road.')) : end.take(load);
  }

  private open(event: IpcMainEvent): void {
    const [port] = event.ports;
    if (port === undefined || !this.isTrusted(event)) return;
    this.ends.get(event.sender)?.close();
    const end = new RoadEnd(over(port));
    this.ends.set(event.sender, end);
    port.on('close', () => { end.close(); });
    port.start();
  }
}

const over = (port: MessagePortMain): RoadPort => ({
  post: (message) => { port.postMessage(message); },
  onMessage: (listener) => { port.on('message', ({ data }) => { listener(data); }); },
});
