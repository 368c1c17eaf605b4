// `npm run -s bench -- concordance [--json] [--megabytes N]`: a generated book of 512 MB, searched in a process of its own, and a quarter of it in
// harder ways: MB a second, memory at the peak, the longest time without a turn of the event loop.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { main, root, say, SetupError } from '../setup/project.mjs';
import { bundle } from './bundle.mjs';
import { argument, machine, print, rounded } from './measures.mjs';

const MB = 1e6;
const COMMON = 'the of and to a in that he was it his her with as for had on at by not but she be from they which all there one said who were them their would been when up out so no what into more some could very like him than then do now over down upon time little man old before must through know made'.split(' ');

/** Wrapped paragraphs of 6 sentences; every 400th word is the one that is looked for. @returns how many of them there are */
function write(file, nBytes, isOneLine) {
  const fd = openSync(file, 'w');
  let [state, nWords, written, nFound] = [1, 0, 0, 0];
  const below = (n) => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) % n;
  while (written < nBytes) {
    const paragraphs = [];
    for (let i = 0; i < 200; i++) {
      const words = [];
      for (let sentence = 0; sentence < 6; sentence++) {
        for (let n = 6 + below(20); n > 0; n--) words.push(++nWords % 400 === 0 ? (nFound++, 'bank') : COMMON[below(COMMON.length)]);
        words.push(`${words.pop()}.`, 'The');
      }
      words.pop();
      paragraphs.push(words.map((word, at) => word + (at % 12 === 11 && !isOneLine ? '\n' : ' ')).join(''));
    }
    written += writeSync(fd, isOneLine ? paragraphs.join('') : `${paragraphs.join('\n\n')}\n\n`);
  }
  closeSync(fd);
  return { nFound, written };
}

await main(async () => {
  const nBytes = Number(argument('megabytes', '512')) * MB;
  const script = await bundle('tools/bench/concordance-ours.ts');
  const work = mkdtempSync(path.join(tmpdir(), 'contexture-bench-'));
  const result = { machine: machine() };
  try {
    for (const [name, isOneLine, share, target] of [['paragraphs', false, 1, 'bank'], ['oneLine', true, 0.25, 'bank'], ['commonWord', false, 0.25, 'the'], ['pattern', false, 0.25, '/bank(?:s|ed)?/']]) {
      const file = path.join(work, 'book.txt');
      const { nFound, written } = write(file, nBytes * share, isOneLine);
      const { status, stdout, stderr } = spawnSync(process.execPath, [script, file, target], { cwd: root, encoding: 'utf8' });
      if (status !== 0) throw new SetupError(stderr.trim().split('\n').at(-1));
      const { seconds, peakBytes, nHits, longestTurnMs } = JSON.parse(stdout);
      if (target !== 'the' && nHits !== nFound) throw new SetupError(`${name}: found ${nHits} of ${nFound}`);
      result[name] = {
        megabytes: Math.round(written / MB),
        nHits,
        seconds: rounded(seconds),
        megabytesPerSecond: rounded(written / MB / seconds),
        peakMiB: Math.round(peakBytes / 2 ** 20),
        longestTurnMs: Math.round(longestTurnMs),
      };
      say(`${name}: ${JSON.stringify(result[name])}`);
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  print(result);
});
