import type { Load } from '@contract/channels/load';
import { Failure } from '@contract/failure';

/** One end of a port: what is posted is cloned. */
export interface RoadPort {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
}

interface Numbered { readonly seq: number; readonly value: unknown }

const isNumbered = (value: unknown): value is Numbered =>
  typeof value === 'object' && value !== null && 'seq' in value && Number.isSafeInteger(value.seq) && 'value' in value;

/** More than anybody sends before the messages that name them have come, or names before they have. */
const MOST_WAITING = 32;

/**
 * One end of a road for what is large. A load and the message that names it go different ways, so either may come first. The numbers of each end are its own.
 */
export class RoadEnd {
  private lastSent = 0;
  private readonly arrived = new Map<number, unknown>();
  private readonly awaited = new Map<number, { readonly resolve: (value: unknown) => void; readonly reject: (error: Failure) => void }>();
  private isClosed = false;

  constructor(private readonly port: RoadPort) {
    port.onMessage((message) => { if (isNumbered(message)) this.receive(message); });
  }

  /** @returns what names it in a message. @throws DataCloneError where it cannot be sent */
  send(value: unknown): Load {
    const seq = ++this.lastSent;
    this.port.post({ seq, value });
    return { load: seq };
  }

  /** Given out once. @throws Failure `bad-request` where the road ends before it has come */
  take({ load }: Load): Promise<unknown> {
    if (this.arrived.has(load)) {
      const value = this.arrived.get(load);
      this.arrived.delete(load);
      return Promise.resolve(value);
    }
    if (this.isClosed || this.awaited.size === MOST_WAITING) return Promise.reject(lost());
    return new Promise((resolve, reject) => { this.awaited.set(load, { resolve, reject }); });
  }

  /** Nothing comes any more. */
  close(): void {
    this.isClosed = true;
    this.arrived.clear();
    for (const { reject } of this.awaited.values()) reject(lost());
    this.awaited.clear();
  }

  private receive({ seq, value }: Numbered): void {
    const waiting = this.awaited.get(seq);
    this.awaited.delete(seq);
    if (waiting !== undefined) {
      waiting.resolve(value);
      return;
    }
    this.arrived.set(seq, value);
    // Nobody asks for what a page sends without naming it.
    const oldest = this.arrived.keys().next();
    if (this.arrived.size > MOST_WAITING && oldest.done !== true) this.arrived.delete(oldest.value);
  }
}

const lost = (): Failure => new Failure('bad-request', 'The message was refused: what it names has not come.');
