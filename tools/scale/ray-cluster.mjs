// Two Ray nodes on loopback, and the processes of their actors.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { inRoot, SetupError } from '../setup/project.mjs';

/** @returns `env` for what joins it, `actors`, and `end`, which waits until it is gone @throws SetupError with what Ray wrote last */
export async function startRayCluster(python, work) {
  // Ray lets in who has its token; one for this cluster alone, not the one of whoever is logged in.
  const token = path.join(work, 'token');
  writeFileSync(token, randomBytes(32).toString('hex'), { mode: 0o600 });
  const env = { ...process.env, RAY_USAGE_STATS_ENABLED: '0', RAY_AUTH_TOKEN_PATH: token, RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER: '0' };
  const cluster = spawn(python, [inRoot('tools/scale/ray_cluster.py')], { env, stdio: ['pipe', 'pipe', 'pipe'] });
  let written = '';
  cluster.stderr.on('data', (part) => { written = (written + part).slice(-2_000); });
  const ended = new Promise((resolve) => { cluster.once('exit', resolve); });
  const about = await new Promise((resolve, reject) => {
    createInterface({ input: cluster.stdout }).on('line', (line) => { if (line.startsWith('{"address"')) resolve(JSON.parse(line)); });
    void ended.then(() => { reject(new SetupError(`Ray did not start: ${written.trim().split('\n').slice(-3).join(' / ')}`)); });
  });
  return {
    env: { ...env, RAY_ADDRESS: about.address },
    actors: () => spawnSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).stdout.split('\n').flatMap((line) => {
      const [, pid, parent, args] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
      return about.raylets.includes(Number(parent)) && args.includes('MapBatches(Embed)') ? [{ pid: Number(pid), parent: Number(parent) }] : [];
    }),
    end: async () => {
      cluster.stdin.end();
      const patience = setTimeout(() => { cluster.kill('SIGKILL'); }, 30_000);
      await ended;
      clearTimeout(patience);
    },
  };
}
