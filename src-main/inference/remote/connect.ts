import { HttpClient } from './http-client';
import { HttpTransport } from './http-transport';
import { defaultPatience, type ServerPatience } from './patience';
import { isGrpc, type ServerAddress } from './server-address';
import type { ServerClient } from './server-client';

/** A client that speaks what the address says: HTTP or gRPC. @param signal ends what is under way */
export async function connectTo(address: ServerAddress, signal: AbortSignal, patience: ServerPatience = defaultPatience): Promise<ServerClient> {
  if (!isGrpc(address)) return new HttpClient(new HttpTransport(address), signal, patience);
  // Nearly a megabyte that most starts of the inference process need not read.
  const { GrpcClient } = await import('./grpc/grpc-client');
  return new GrpcClient(address, signal, patience);
}
