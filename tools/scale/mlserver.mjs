// MLServer on loopback, from a folder that serve-export wrote.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SetupError } from '../setup/project.mjs';

const longestStartMs = 90_000;

/** Ports that are free now. @returns as many as `n` */
async function freePorts(n) {
  const servers = await Promise.all(Array.from({ length: n }, () => new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(server));
  })));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/** @param python the interpreter of an environment with MLServer @returns addresses of HTTP and gRPC, and `end`, which waits until it is gone @throws SetupError with what the server wrote last */
export async function startMlserver(python, folder, model) {
  const [http, grpc, metrics] = await freePorts(3);
  const server = spawn(path.join(path.dirname(python), process.platform === 'win32' ? 'mlserver.exe' : 'mlserver'), ['start', folder], {
    env: { ...process.env, MLSERVER_HOST: '127.0.0.1', MLSERVER_HTTP_PORT: String(http), MLSERVER_GRPC_PORT: String(grpc), MLSERVER_METRICS_PORT: String(metrics) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let written = '';
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (part) => { written = (written + part).slice(-2_000); });
  let hasEnded = false;
  const ended = new Promise((resolve) => { for (const event of ['exit', 'error']) server.once(event, () => { hasEnded = true; resolve(); }); });
  const url = `http://127.0.0.1:${http}`;
  const end = async () => {
    if (!hasEnded) server.kill('SIGTERM');
    const patience = setTimeout(() => { server.kill('SIGKILL'); }, 10_000);
    await ended;
    clearTimeout(patience);
  };
  for (const until = performance.now() + longestStartMs; ; await sleep(250)) {
    if (hasEnded || performance.now() > until) {
      await end();
      throw new SetupError(`MLServer did not serve ${model}: ${written.trim().split('\n').slice(-3).join(' / ')}`);
    }
    const isReady = await fetch(`${url}/v2/models/${model}/ready`).then(({ ok }) => ok, () => false);
    if (isReady) return { url, grpcUrl: `grpc://127.0.0.1:${grpc}`, end };
  }
}
