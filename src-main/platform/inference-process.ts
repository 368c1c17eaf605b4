import { utilityProcess } from 'electron';
import type { WorkerPort } from '@contract/rpc';
import { overUtilityProcess } from '@rpc/transports/utility-process';

const nKeptCharacters = 4_000;

/** Starts the inference process with its options as one argument. What its native libraries print (drivers they miss, say) is shown only when the process fails. */
export function startInferenceProcess(entry: string, argument: string): WorkerPort {
  const child = utilityProcess.fork(entry, [argument], { serviceName: 'Contexture inference', stdio: 'pipe' });
  let tail = '';
  const keep = (chunk: Buffer): void => { tail = (tail + chunk.toString()).slice(-nKeptCharacters); };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  child.on('exit', (code) => {
    if (code !== 0 && tail !== '') process.stderr.write(`the inference process ended with ${code}:\n${tail}\n`);
  });
  return overUtilityProcess(child);
}
