import type { AnswerOf, MethodName, MethodTable, EventOf, RequestTo, WorkerPort } from '@contract/rpc';
import { RpcClient, type ClientOptions, type RequestHooks } from './client';

/**
 * One request in a worker of its own, which is ended then and waited for: nothing of it works any more when the promise settles. An abort ends it without asking.
 * @throws as {@link RpcClient.request} does
 */
export async function runOnce<T extends MethodTable<T>, M extends MethodName<T>>(
  open: () => WorkerPort, sentences: ClientOptions['sentences'], method: M, value: RequestTo<T, M>, hooks: RequestHooks<EventOf<T, M>> = {},
): Promise<AnswerOf<T, M>> {
  const ending: Promise<void>[] = [];
  const client = new RpcClient<T>(() => {
    const port = open();
    ending.push(new Promise((resolve) => { port.onExit(() => { resolve(); }); }));
    return port;
  }, { sentences, cancelGraceMs: 0 });
  try {
    return await client.request(method, value, hooks);
  } finally {
    client.dispose();
    await Promise.all(ending);
  }
}
