import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';

/** Up to here the main thread is done before a thread of its own would have started. */
const maxDirectBytes = 2 ** 24;

/** As text, so that it needs no file of its own in a package; it loads nothing but Node's own modules. */
const thread = `
const { createHash } = require('node:crypto');
const { closeSync, openSync, readSync } = require('node:fs');
const { parentPort, workerData } = require('node:worker_threads');
const file = openSync(workerData, 'r');
const hash = createHash('sha256');
const buffer = Buffer.allocUnsafe(2 ** 20);
for (let n = readSync(file, buffer); n > 0; n = readSync(file, buffer)) hash.update(buffer.subarray(0, n));
closeSync(file);
parentPort.postMessage(hash.digest('hex'));
`;

/** Lower-case hexadecimal SHA-256. A large file is read in a thread, since loading a graph keeps this one busy meanwhile. @throws the file system's error */
export async function hashFile(file: string, nBytes: number): Promise<string> {
  if (nBytes <= maxDirectBytes) return createHash('sha256').update(await readFile(file)).digest('hex');
  return new Promise((resolve, reject) => {
    const worker = new Worker(thread, { eval: true, workerData: file, execArgv: [], stdout: false });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => { reject(new Error('the thread ended before it was done')); });
  });
}
