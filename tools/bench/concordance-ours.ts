// Searches one text; seconds, the process's resident memory at its peak, and the longest time between two turns of its event loop as one JSON object on stdout.
// Arguments: FILE WORD|/PATTERN/
import { concordance } from '../../src-main/corpora/concordance/concordance';

const [path = '', target = ''] = process.argv.slice(2);
const pattern = /^\/(.*)\/$/u.exec(target)?.[1];
let longestTurnMs = 0;
let last = performance.now();
const timer = setInterval(() => {
  longestTurnMs = Math.max(longestTurnMs, performance.now() - last);
  last = performance.now();
}, 1);
const started = performance.now();
const { nHits } = await concordance({ paths: [path], target: pattern === undefined ? { by: 'forms', forms: [target] } : { by: 'pattern', pattern }, isExactCase: false, nMost: 1_000, seed: 42, reading: null }, 'bench');
clearInterval(timer);
process.stdout.write(JSON.stringify({ seconds: (performance.now() - started) / 1000, peakBytes: process.resourceUsage().maxRSS * 1024, nHits, longestTurnMs }));
