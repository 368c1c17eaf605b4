import { Failure } from '@contract/failure';
import type { EncoderLoader } from '../../inference/encoders/load-encoder';
import { connectTo } from '../../inference/remote/connect';
import { MOST_IN_FLIGHT } from '../../inference/remote/flight-window';
import { serverAddress, tokenOf } from '../../inference/remote/server-address';
import { serverLoader } from '../../inference/remote/server-loader';
import { readPlainFile } from '../../platform/plain-file';
import { UsageError, type CommandArguments } from '../arguments';

const nMaxTokenBytes = 16_384;

/**
 * `--server`: what loads models from there; null where it is not given. Says on stderr what goes where, before anything does.
 * @throws UsageError beside an option that a server makes meaningless, Failure for what is no address or no token
 */
export async function serverGiven(given: CommandArguments, signal: AbortSignal): Promise<EncoderLoader | null> {
  const text = given.optional('server');
  const tokenFile = given.optional('token-file');
  if (text === null) {
    for (const option of ['token-file', 'in-flight']) if (given.optional(option) !== null) throw new UsageError(`--${option} is for --server, which is not there`, given.command);
    return null;
  }
  if (given.optional('device') !== null) throw new UsageError('--server computes where --device would: give one of them', given.command);
  if (given.optional('precision') !== null) throw new UsageError('--precision is for this machine, --server computes with the graph that it has: give one of them', given.command);
  const nInFlight = given.optional('in-flight') === null ? null : given.number('in-flight', 1, 1, MOST_IN_FLIGHT, true);
  const address = serverAddress(text, tokenFile === null ? null : tokenOf(await tokenText(tokenFile), tokenFile));
  const inTheOpen = address.isOpen ? ' The connection is not encrypted: others on the way can read it.' : '';
  process.stderr.write(`contexture: ${address.host} gets the word-piece ids of the sentences, from which they can be read; texts and labels themselves stay here.${inTheOpen}\n`);
  return serverLoader(() => connectTo(address, signal), {
    nInFlight,
    onGone: ({ host, why }) => { process.stderr.write(`contexture: ${host} did not answer: ${why}. What it has computed is kept; the rest is computed on this machine.\n`); },
    onChecked: (error) => { process.stderr.write(`contexture: vectors of two fixed sentences from there differ from this machine's by ${error.toExponential(1)} of their length at most\n`); },
  });
}

async function tokenText(file: string): Promise<string> {
  try {
    return new TextDecoder().decode(await readPlainFile(file, nMaxTokenBytes));
  } catch (error) {
    throw new Failure('bad-input', `The file ${file} cannot be read. Check --token-file.`, error instanceof Error ? error.message : String(error));
  }
}
