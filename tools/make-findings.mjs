// `npm run findings`: what the bundled models' layers know of the bundled sets, measured by `contexture probe`, as models/FINDINGS.md.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { inRoot, main, say } from './setup/project.mjs';

const MODELS = ['elmo-medium', 'minilm-l6', 'mpnet-base'];
const SETS = ['bank', 'run'];

const share = (value) => (value === null || value === undefined ? '–' : value.toFixed(2));
const within = (accuracy) => (accuracy === null ? '–' : `${share(accuracy.macro)} (${accuracy.macroInterval.map(share).join(' to ')})`);
const row = (cells) => `| ${cells.join(' | ')} |`;
const table = (header, rows) => [row(header), row(header.map(() => '---')), ...rows.map(row)].join('\n');

function probed(model, set) {
  say(`${model}, ${set}`);
  return JSON.parse(execFileSync(process.execPath, [inRoot('tools/contexture.mjs'), 'probe', '--model', model, '--set', set, '--json'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 64e6 }));
}

function section({ model, set, nOccurrences, layers, contextAverage, senseBaselines }, { name }) {
  return [
    `### ${name}, \`${set}\` (${nOccurrences} occurrences)`, '',
    table(
      ['layer', 'two random words', 'self-similarity (less that)', 'within a sentence (less that)', 'one vector explains (less random words)', '1-NN sense, macro', 'linear probe of the sense, macro', 'silhouette'],
      layers.map(({ layer, anisotropy, selfSimilarity, intraSentence, explained, nearestSense, probes, silhouette }) => [
        layer, share(anisotropy), ...[selfSimilarity, intraSentence, explained].map(({ raw, adjusted }) => `${share(raw)} (${share(adjusted)})`), within(nearestSense), share(probes.sense?.macro), share(silhouette),
      ]),
    ), '',
    `Without a vector: most frequent sense ${share(senseBaselines.majority)} micro, ${share(senseBaselines.macro)} macro. Mean of the context's static vectors (${contextAverage.model}): ${within(contextAverage.nearestSense)} macro. \`npm run -s contexture -- probe --model ${model} --set ${set}\``, '',
  ].join('\n');
}

const topOf = (layers) => layers.reduce((most, one) => (one.nearestSense.macro > most.nearestSense.macro ? one : most));

/** Layers that are no worse than the best one, as far as its interval tells. */
const alikeOf = ({ layers }) => layers.filter(({ nearestSense }) => nearestSense.macro >= topOf(layers).nearestSense.macroInterval[0]).map(({ layer }) => layer);

/** Where a model's senses are told apart best, and whether another layer is as good within the interval. */
function best({ layers }) {
  const [top, alike, last] = [topOf(layers), alikeOf({ layers }), layers.at(-1)];
  return `layer ${top.layer} (${within(top.nearestSense)})${alike.length > 1 ? `; within its interval also ${alike.filter((layer) => layer !== top.layer).join(', ')}` : ''}; the last one has ${share(last.nearestSense.macro)}`;
}

await main(async () => {
  const cards = Object.fromEntries(MODELS.map((id) => [id, JSON.parse(readFileSync(inRoot('models', id, 'model.json'), 'utf8'))]));
  const found = SETS.flatMap((set) => MODELS.map((model) => probed(model, set)));
  const of = (model, set) => found.find((one) => one.model === model && one.set === set);
  const anisotropy = (model) => of(model, 'bank').layers.map(({ anisotropy: value }) => share(value)).join(' / ');
  const page = [
    '# What the layers of the bundled models know', '',
    'Made by `npm run findings` from `contexture probe`; every number below is measured on this repository\'s models and sets, but for those in the columns *published*. Intervals: percentile bootstrap over sentences, 95 %.', '',
    '## Where the senses are told apart best', '',
    ...SETS.flatMap((set) => MODELS.map((model) => `- ${cards[model].name}, \`${set}\`: ${best(of(model, set))}.`)), '',
    `The textbook says: lower layers carry form, middle layers syntax, upper layers sense, and the last one is not always the best. In ${found.filter((one) => alikeOf(one).length > 1).length} of these ${found.length} cases the interval of the best layer holds other layers, too.`, '',
    '## Beside the literature', '',
    table(
      ['what', 'published', 'here', 'what differs'],
      [
        ['mean cosine of two random words, ELMo, layers 0 / 1 / 2', '.008 / .157 / .136 (Ethayarajh 2019, published code)', anisotropy('elmo-medium'), 'another ELMo (28.0 M parameters, trained for this project), 595 sentences of our own, one word each'],
        ['the same, BERT base', '.105 at layer 0, .420 at 6, .675 at 11, .477 at 12 (the same)', `${anisotropy('minilm-l6')} (MiniLM L6); ${anisotropy('mpnet-base')} (MPNet)`, 'sentence models of BERT\'s kind, trained to spread their last layer; no BERT base is bundled'],
        ['word-sense accuracy by 1-NN, biLM layers 1 / 2', '67.4 / 69.0 F1 (ELMo paper, table 6, SemCor to Senseval)', SETS.map((set) => `${of('elmo-medium', set).layers.slice(1).map(({ nearestSense }) => share(nearestSense.macro)).join(' / ')} (\`${set}\`)`).join('; '), 'all words of a corpus against one word with five or seven senses, macro; so only that layer 2 is above layer 1 can be compared'],
        ['the same, rising through the layers of BERT', '71.1 F1 at the top (Reif et al. 2019)', SETS.map((set) => `${of('mpnet-base', set).layers.map(({ nearestSense }) => share(nearestSense.macro)).join(', ')} (\`${set}\`)`).join('; '), 'as above; MPNet instead of BERT'],
      ],
    ), '',
    'Not measured here: parts of speech and named entities by layer, learned mixes of layers, SemCor and MASC.', '',
    '## All layers', '', ...found.map((one) => section(one, cards[one.model])),
  ];
  writeFileSync(inRoot('models/FINDINGS.md'), `${page.join('\n').trimEnd()}\n`);
  say('models/FINDINGS.md is written');
});
