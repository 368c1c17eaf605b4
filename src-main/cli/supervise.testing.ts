// For supervise.test.ts: a program that is supervised as the command line is, and does as its first word says. It writes its process id when it is ready.
import path from 'node:path';
import { endWithParent } from '../platform/parent-watch';
import { supervise, takeSupervisor } from './supervise';

const deeds: Readonly<Record<string, () => void>> = {
  // As native code does it: signals come, and nobody sees them.
  block: () => {
    process.on('SIGINT', () => undefined);
    process.stdout.write(`${process.pid}\n`);
    for (;;) Math.random();
  },
  obey: () => {
    setInterval(() => undefined, 1_000);
    process.on('SIGINT', () => { setTimeout(() => { process.exit(1); }, 300); });
    process.stdout.write(`${process.pid}\n`);
  },
  wait: () => {
    setInterval(() => undefined, 1_000);
    process.stdout.write(`${process.pid}\n`);
  },
  end: () => { process.exitCode = 7; },
};

const words = process.argv.slice(2);
const supervisor = takeSupervisor();
if (supervisor === null) process.exitCode = await supervise(path.resolve(process.argv[1] ?? ''), words);
else {
  endWithParent(supervisor);
  deeds[words[0] ?? '']?.();
}
