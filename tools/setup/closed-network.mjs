import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { inRoot, say } from './project.mjs';
import { ensureProgram } from './system-libraries.mjs';

const script = inRoot('tools/setup/closed-network.sh');
const reportOf = (name) => inRoot('out/reports', `network-${name}.txt`);
const isRoot = () => process.platform === 'linux' && process.getuid?.() === 0;

/** @returns the number of packets that what ran under this name sent beyond loopback; null where nothing was counted */
function packetsOf(name) {
  const text = existsSync(reportOf(name)) ? readFileSync(reportOf(name), 'utf8').trim() : '';
  return /^\d+$/.test(text) ? Number(text) : null;
}

const inNetwork = (name, command) => ['unshare', '--net', 'sh', script, reportOf(name), ...command];

/** One datagram, so that it is known that the wire counts. */
const DATAGRAM = "const socket = require('node:dgram').createSocket('udp4'); socket.send('x', 53, '198.51.100.1', () => socket.close())";

/**
 * A network where whatever leaves loopback is counted. Making one takes the rights of root under Linux.
 * @returns a function that runs a command in such a network of its own, and one that counts afterwards; null where there is none, which is said
 */
export function closedNetwork() {
  if (!isRoot()) return absent('it takes root under Linux');
  ensureProgram('ip', 'iproute2');
  rmSync(reportOf('trial'), { force: true });
  const [program, ...args] = inNetwork('trial', [process.execPath, '-e', DATAGRAM]);
  const { stderr } = spawnSync(program, args, { encoding: 'utf8' });
  const heard = packetsOf('trial');
  return heard === 1 ? { inNetwork, packetsOf } : absent(`one datagram was counted as ${heard ?? 'nothing'}. ${stderr}`);
}

function absent(why) {
  say(`skipped: packets that the end-to-end tests send are not counted: ${why}`);
  return null;
}
