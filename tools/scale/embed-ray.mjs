// One run of embed_ray.py.
import { execFile } from 'node:child_process';
import { inRoot } from '../setup/project.mjs';

const longestRunMs = 600_000;

/** The seconds that a command says it took, " in 1.23 s". */
export const secondsOf = (said) => Number(/ in ([\d.]+) s /.exec(said)?.[1] ?? NaN);

/** embed_ray.py with these arguments. @param during waits for something while it runs @returns its status, what it said and its seconds */
export async function embedRay({ python, env }, args, during = async () => {}) {
  const done = new Promise((resolve) => {
    execFile(python, [inRoot('tools/scale/embed_ray.py'), ...args], { env, encoding: 'utf8', maxBuffer: 2 ** 26, timeout: longestRunMs }, (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : error.code ?? error.signal, stderr });
    });
  });
  let isDone = false;
  void done.then(() => { isDone = true; });
  const started = performance.now();
  await during(() => isDone);
  const { status, stderr } = await done;
  const said = stderr.split('\n').filter((line) => line.startsWith('embed_ray: ')).join(' ');
  return { status, said: said === '' ? stderr.slice(-2_000) : said, seconds: secondsOf(said), wholeSeconds: (performance.now() - started) / 1000 };
}
