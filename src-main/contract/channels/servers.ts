import type { KnownServer, ServerFound, ServerGiven } from '../serving/server';
import { bool, nothing, nullable, record, text, type Guard } from '../guards';
import { channel } from './channel';

const given: Guard<ServerGiven> = record({ address: text(2_000, 1), token: nullable(text(8_192, 1)), isTokenKept: bool });

/** A server that runs models. Nothing is asked of one before {@link useServer}, and no sentence goes there before an embedding asks for it by `device: 'server'`. */
export const serverChannels = {
  knownServer: channel<KnownServer>()('server:known', nothing),
  /** Asks a server which of the installed transformers it has, and takes it for those that are to run on a server. */
  useServer: channel<ServerFound>()('inference:use-server', given),
  /** From now on there is no server; its address stays known. */
  leaveServer: channel<null>()('inference:leave-server', nothing),
};
