// `npm run -s bench -- scale [--json] [--runs N] [--occurrences N] [--model ID]`: words a second of one corpus on this machine: the command itself, MLServer on loopback over HTTP and
// gRPC with 1, 8 and 32 batches in flight, and two Ray nodes with an actor of one core on each; in turns, medians. All share the same cores, so that what is slower than the command
// itself is lost on the way: tensors written, sent, read, and batches waited for. Bytes are counted between command and server.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { argument, machine, median, print, rounded } from '../bench/measures.mjs';
import { ensureRayPython, ensureServerPython } from '../bench/python.mjs';
import { inRoot, main, say, SetupError } from '../setup/project.mjs';
import { countingProxy } from './counting-proxy.mjs';
import { embedRay, secondsOf } from './embed-ray.mjs';
import { startMlserver } from './mlserver.mjs';
import { startRayCluster } from './ray-cluster.mjs';
import { corpusOf } from './ray-corpus.mjs';

const inFlight = [1, 8, 32];
const work = mkdtempSync(path.join(tmpdir(), 'contexture-scale-'));
const at = (...names) => path.join(work, ...names);

/** Not waited for in one go: what is sent passes through this process. @returns what the command said */
async function contexture(...args) {
  const { stderr } = await promisify(execFile)(process.execPath, [inRoot('out/main/cli.js'), ...args], { encoding: 'utf8' })
    .catch((error) => { throw new SetupError(`contexture ${args.join(' ')}: ${(error.stderr ?? error.message).trim()}`); });
  return stderr;
}

/** The ways to compute, each a function that does all of it once and returns its seconds. */
function waysOf(model, proxies, context) {
  const embed = async (...args) => secondsOf(await contexture('embed', '--model', model, '--input', at('corpus.jsonl'), '--output', at('vectors.npy'), '--no-store', ...args));
  const ray = async () => {
    const { status, said, seconds } = await embedRay(context, ['--model', at('served'), '--output', at('ray'), '--input', at('corpus.jsonl'), '--actors', '2']);
    if (status !== 0) throw new SetupError(`embed_ray.py (${status}): ${said}`);
    rmSync(at('ray'), { recursive: true });
    return seconds;
  };
  return {
    local: () => embed('--device', 'cpu'),
    ...Object.fromEntries(Object.entries(proxies).flatMap(([way, { url }]) => inFlight.map((n) => [`${way}${n}`, () => embed('--server', url, '--in-flight', String(n))]))),
    ray2: ray,
  };
}

await main(async () => {
  const [nRuns, n, model] = [Number(argument('runs', '3')), Number(argument('occurrences', '1000')), argument('model', 'minilm-l6')];
  const [serverPython, rayPython] = [ensureServerPython(), ensureRayPython()];
  const before = machine();
  const ends = [];
  try {
    writeFileSync(at('corpus.jsonl'), corpusOf(n));
    await contexture('serve-export', model, at('served'), '--for', 'mlserver');
    const server = await startMlserver(serverPython, at('served'), model);
    ends.push(server.end);
    const proxies = { http: await countingProxy(server.url), grpc: await countingProxy(server.grpcUrl) };
    ends.push(proxies.http.end, proxies.grpc.end);
    const cluster = await startRayCluster(rayPython, work);
    ends.push(cluster.end);
    const ways = waysOf(model, proxies, { python: rayPython, env: cluster.env });
    const seconds = Object.fromEntries(Object.keys(ways).map((way) => [way, []]));
    const bytes = { http: [], grpc: [] };
    for (let run = 0; run < nRuns; run++) {
      for (const [way, once] of Object.entries(ways)) {
        seconds[way].push(await once());
        for (const [name, { counted }] of Object.entries(proxies)) {
          const { to, from } = counted();
          if (to > 0) bytes[name].push({ to: to / n, from: from / n });
        }
      }
      say(`round ${run + 1} of ${nRuns}: ${Object.entries(seconds).map(([way, list]) => `${way} ${list.at(-1)} s`).join(', ')}`);
    }
    const local = median(seconds.local);
    const perWord = (list, way) => Math.round(median(list.map((one) => one[way])));
    print({
      machine: before, model, nOccurrences: n, nRuns,
      wordsASecond: Object.fromEntries(Object.entries(seconds).map(([way, list]) => [way, rounded(n / median(list))])),
      lostOnTheWay: Object.fromEntries(Object.entries(seconds).filter(([way]) => way !== 'local').map(([way, list]) => [way, rounded(1 - local / median(list), 2)])),
      bytesAWord: Object.fromEntries(Object.entries(bytes).map(([name, list]) => [name, { to: perWord(list, 'to'), from: perWord(list, 'from') }])),
      unit: 'words a second, medians; lostOnTheWay: the share of the time beyond that of local, on the same cores, below 0 where it was quicker (ray2: two processes of a core each in place of one of two; the start of its actors counts); bytesAWord: to and from the server, all layers, with what precedes the vectors',
    });
  } finally {
    for (const end of ends.reverse()) await end();
    rmSync(work, { recursive: true, force: true });
  }
});
