/** Entry of the projection's Web Worker. */
import { pageOf } from '@rpc/transports/web-worker';
import { serveProjections } from './serve';

serveProjections(pageOf(self));
