import { LIMITS } from '@contract/limits';
import { READINGS, type Concordance, type ConcordanceChoice, type ConcordanceTarget } from '@contract/source-text';
import { concordance } from '../../corpora/concordance/concordance';
import { UsageError, type CommandArguments } from '../arguments';
import { checkOutputs, writeOutputs } from '../output';
import { showSearchProgress } from '../progress';
import { kwicLines } from './kwic';

export interface ConcordanceOptions {
  readonly choice: ConcordanceChoice;
  /** Null: lines of key words in context, on stdout. */
  readonly output: string | null;
}

/** @throws UsageError where options are missing or exclude each other */
export function concordanceOptions(given: CommandArguments, seed: number): ConcordanceOptions {
  const [path] = given.positionals;
  if (path === undefined) throw new UsageError('a FOLDER or a FILE is needed', given.command);
  const output = given.optional('output');
  const format = given.choice('format', ['jsonl', 'kwic'], 'jsonl');
  if (format === 'kwic' && output !== null) throw new UsageError('--format kwic is written to the standard output: leave out --output', given.command);
  const reading = given.choice('reading', ['auto', ...READINGS], 'auto');
  return {
    choice: {
      paths: [path],
      target: targetOf(given),
      isExactCase: given.flag('exact-case'),
      nMost: given.number('sample', 1_000, 1, LIMITS.nOccurrences, true),
      seed,
      reading: reading === 'auto' ? null : reading,
    },
    output: format === 'kwic' ? null : given.required('output'),
  };
}

function targetOf(given: CommandArguments): ConcordanceTarget {
  const [word, forms, pattern] = ['word', 'forms', 'pattern'].map((name) => given.optional(name));
  if (pattern != null && (word != null || forms != null)) throw new UsageError('--pattern stands alone: leave out --word and --forms', given.command);
  if (pattern != null) return { by: 'pattern', pattern };
  const all = [...(word == null ? [] : [word]), ...(forms ?? '').split(',')].map((form) => form.trim()).filter((form) => form !== '');
  if (all.length === 0) throw new UsageError('--word, --forms or --pattern is needed', given.command);
  return { by: 'forms', forms: all };
}

/** Writes the occurrences, or the sample of them, as a set of sentences (a JSON object a line) or as lines of key words. @returns 2 where there is none */
export async function concordanceCommand({ choice, output }: ConcordanceOptions, signal: AbortSignal): Promise<number> {
  if (output !== null) await checkOutputs([output], choice.paths[0] ?? '');
  const found = await concordance(choice, 'concordance', { signal, onProgress: showSearchProgress });
  process.stderr.write(said(found, choice));
  if (found.nHits === 0) return 2;
  if (output === null) process.stdout.write(kwicLines(found.set.occurrences));
  else await writeOutputs([[output, found.set.occurrences.map((one) => Buffer.from(`${row(one)}\n`))]]);
  return 0;
}

const row = ({ text, word, charStart, charEnd, labels }: Concordance['set']['occurrences'][number]): string => JSON.stringify({ text, word, charStart, charEnd, ...labels });

function said({ nHits, files, set, leftOut, nLeftOut }: Concordance, { seed }: ConcordanceChoice): string {
  const count = (n: number, one: string): string => `${n.toLocaleString('en-GB')} ${one}${n === 1 ? '' : 's'}`;
  const nWith = files.filter((file) => file.nHits > 0).length;
  const lines = [`${count(nHits, 'occurrence')} in ${nHits === 0 ? count(files.length, 'file') : count(nWith, 'file')}${nHits > set.occurrences.length ? `; ${set.occurrences.length.toLocaleString('en-GB')} sampled with seed ${seed}` : ''}`];
  for (const { file, encoding, reading, nHits: n, nCut } of files) {
    const notes = [
      encoding,
      ...(reading === null ? [] : [reading === 'lines' ? 'a sentence a line' : 'running text']),
      ...(nCut === 0 ? [] : [`${count(nCut, 'cut')} in sentences of more than ${LIMITS.sentenceLength.toLocaleString('en-GB')} characters`]),
    ];
    lines.push(`  ${file}: ${n.toLocaleString('en-GB')} (${notes.join(', ')})`);
  }
  for (const { file, line, reason } of leftOut) lines.push(line === null ? `left out: ${file} ${reason}` : `left out: line ${line} of ${file} ${reason}`);
  if (nLeftOut > leftOut.length) lines.push(`left out: ${(nLeftOut - leftOut.length).toLocaleString('en-GB')} more`);
  return lines.map((line) => `contexture: ${line}\n`).join('');
}
