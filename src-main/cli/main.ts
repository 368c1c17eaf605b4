// `contexture COMMAND`: the app's modules in plain Node, without a display. This entry is small, because it may only watch over another process of itself.
import path from 'node:path';
import { endWithParent } from '../platform/parent-watch';
import { installationOf } from '../platform/paths';
import { isSupervised, supervise, takeSupervisor } from './supervise';

const entry = path.join(import.meta.dirname, 'cli.js');
const words = process.argv.slice(2);
const supervisor = takeSupervisor();
if (supervisor !== null) endWithParent(supervisor);

process.exitCode =
  supervisor === null && isSupervised(words)
    ? await supervise(entry, words)
    : await (await import('./commands')).run(words, installationOf(path.resolve(import.meta.dirname, '../..')));
