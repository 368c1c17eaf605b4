// One reader, by its number, and hostile files for it, in a process of its own: `hostile-ours.mjs READER N`. Without arguments the names of all readers.
import { readHostile } from '../../src-main/faults/hostile/read-hostile.testing';
import { READERS } from '../../src-main/faults/hostile/readers.testing';

const [which, nFiles] = process.argv.slice(2);
const reader = READERS[Number(which)];
if (which === undefined || reader === undefined) process.stdout.write(JSON.stringify(READERS.map(({ name }) => name)));
else process.stdout.write(JSON.stringify(await readHostile(reader, Number(nFiles), (n) => { if (n % 25 === 0) process.stderr.write(`\r${reader.name}: ${n} of ${nFiles ?? ''}`); })));
