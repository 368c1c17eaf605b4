import type { serverChannels } from '@contract/channels/servers';
import { Failure } from '@contract/failure';
import type { KnownServer, ServerFound } from '@contract/serving/server';
import type { BridgeAnswers } from './fake-bridge';
import type { World } from './world';

const found = (address: string): ServerFound => ({
  host: address, isOpen: address.startsWith('http:'),
  models: [{ modelId: 'mpnet-base', name: 'MPNet base', state: 'same' }, { modelId: 'minilm-l6', name: 'MiniLM L6', state: 'other' }, { modelId: 'tiny-bert', name: 'Tiny BERT', state: 'absent' }],
});

/** A server that answers at every address that begins with http. */
export function serverAnswers(world: World): BridgeAnswers<typeof serverChannels> {
  let known: KnownServer = world.server;
  return {
    knownServer: () => known,
    useServer: ({ address, token, isTokenKept }) => {
      if (!address.startsWith('http')) throw new Failure('bad-input', `“${address}” is no address of a server. Write it like https://host:8000.`);
      const inUse = found(address);
      known = { ...known, address, hasToken: isTokenKept && (token !== null || known.hasToken), inUse };
      return inUse;
    },
    leaveServer: () => { known = { ...known, inUse: null }; return null; },
  };
}
