/** Entry of the projection's Web Worker. */
import type { ProjectionRequest } from './messages';
import { serveProjections } from './serve';

const scope = self as unknown as DedicatedWorkerGlobalScope;
const serve = serveProjections((message, transfer) => scope.postMessage(message, transfer));
scope.onmessage = (event: MessageEvent<ProjectionRequest>) => serve(event.data);
