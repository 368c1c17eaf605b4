import { Worker } from 'node:worker_threads';

/** How soon a process notices that it was left alone. */
const everyMs = 250;

/** As text, so that it needs no file of its own in a package. A thread of its own sees what happens while the main one computes. */
const thread = `
const { workerData: { parent, everyMs } } = require('node:worker_threads');
function isThere() {
  if (process.ppid !== parent) return false;
  try { process.kill(parent, 0); } catch (error) { return error.code === 'EPERM'; }
  return true;
}
setInterval(() => { if (!isThere()) process.kill(process.pid, 'SIGKILL'); }, everyMs);
`;

/**
 * Ends this process, whatever it is busy with, once its parent is no more: nobody waits for the result then. Only for plain children of Node; Electron ends its own.
 * @param parent the parent's process id, as the parent told it: it may be gone before the first look
 */
export function endWithParent(parent: number): void {
  new Worker(thread, { eval: true, workerData: { parent, everyMs }, execArgv: [] }).unref();
}
