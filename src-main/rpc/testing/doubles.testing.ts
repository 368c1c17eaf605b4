// For tests: workers without a thread or process of their own, with the rules of the real ones: messages are cloned and arrive later, and nothing comes after the end.
import { EventEmitter } from 'node:events';
import type { ClientPort, Moved, WorkerPort } from '@contract/rpc';
import { serveTests } from './fixture.testing';
import { overUtilityProcess, utilityParent, type UtilityChild } from '../transports/utility-process';
import { overWebWorker, pageOf, type WebWorker, type WorkerScope } from '../transports/web-worker';

const never = new Promise<never>(() => undefined);

/** One way of a channel. */
class Way {
  private receive: (message: unknown) => void = () => undefined;
  isOpen = true;
  to(receive: (message: unknown) => void): void { this.receive = receive; }
  send(message: unknown, transfer: readonly Moved[] = []): void {
    const copy: unknown = structuredClone(message, { transfer: [...transfer] as ArrayBuffer[] });
    setImmediate(() => { if (this.isOpen) this.receive(copy); });
  }
}

/** Both ways, and what ends them. */
class Pair {
  readonly there = new Way();
  readonly back = new Way();
  serveOn(port: ClientPort, crash: () => void): void {
    serveTests(port, {
      block: () => { this.there.isOpen = false; return never; },
      crash: () => { crash(); return never; },
    });
  }
  close(): void {
    this.there.isOpen = this.back.isOpen = false;
  }
}

export function inMemory(): WorkerPort {
  const pair = new Pair();
  const exits: (() => void)[] = [];
  const end = (): void => { pair.close(); setImmediate(() => { for (const exit of exits.splice(0)) exit(); }); };
  pair.serveOn({ post: (message, transfer) => { pair.back.send(message, transfer); }, onMessage: (listener) => { pair.there.to(listener); } }, end);
  return {
    post: (message, transfer) => { pair.there.send(message, transfer); },
    onMessage: (listener) => { pair.back.to(listener); },
    onExit: (listener) => { exits.push(() => { listener({}); }); },
    end,
  };
}

export function utilityDouble(): WorkerPort {
  const pair = new Pair();
  const events = new EventEmitter();
  const exit = (code: number): void => { pair.close(); setImmediate(() => { events.emit('exit', code); }); };
  const child: UtilityChild = {
    postMessage: (message) => { pair.there.send(message); },
    on: (event: string, listener: (value: never) => void) => events.on(event, listener as (value: unknown) => void),
    kill: () => { exit(0); return true; },
  };
  pair.back.to((message) => { events.emit('message', message); });
  const parent = utilityParent({ parentPort: {
    on: (_event, listener) => { pair.there.to((data) => { listener({ data }); }); },
    postMessage: (message) => { pair.back.send(message); },
  } });
  if (parent !== null) pair.serveOn(parent, () => { exit(139); });
  return overUtilityProcess(child);
}

/** A Web Worker tells of no end, only of errors that nobody caught. */
export function webWorkerDouble(): WorkerPort {
  const pair = new Pair();
  const worker: WebWorker = {
    postMessage: (message, transfer) => { pair.there.send(message, transfer); },
    terminate: () => { pair.close(); },
    onmessage: null, onerror: null,
  };
  pair.back.to((data) => { worker.onmessage?.({ data } as MessageEvent); });
  const scope: WorkerScope = { postMessage: (message, transfer) => { pair.back.send(message, transfer); }, onmessage: null };
  pair.there.to((data) => { scope.onmessage?.({ data } as MessageEvent); });
  pair.serveOn(pageOf(scope), () => { setImmediate(() => { worker.onerror?.({ message: 'out of memory' }); }); });
  return overWebWorker(worker);
}
