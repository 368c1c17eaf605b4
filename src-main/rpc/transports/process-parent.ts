import type { ClientPort } from '@contract/rpc';
import { nodeParent } from './node-child';
import { utilityParent } from './utility-process';

/** Whoever has started this process, by Electron or by plain Node. @throws Error where nobody did who speaks the protocol */
export function processParent(): ClientPort {
  const parent = utilityParent() ?? nodeParent();
  if (parent === null) throw new Error('This process is started by Contexture itself.');
  return parent;
}
