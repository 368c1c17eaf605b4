// `npm run findings`: what the bundled models' layers know of the bundled sets, measured by `contexture probe`, and of corpora that lie beside the repository, as models/FINDINGS.md.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { senseRows } from './findings/word-senses.mjs';
import { inRoot, main, say } from './setup/project.mjs';

const MODELS = ['elmo-medium', 'minilm-l6', 'mpnet-base'];
const SETS = ['bank', 'run'];

const share = (value) => (value === null || value === undefined ? '–' : value.toFixed(2));
const within = (accuracy) => (accuracy === null ? '–' : `${share(accuracy.macro)} (${accuracy.macroInterval.map(share).join(' to ')})`);
const row = (cells) => `| ${cells.join(' | ')} |`;
const table = (header, rows) => [row(header), row(header.map(() => '---')), ...rows.map(row)].join('\n');

function probed(model, set) {
  say(`${model}, ${set}`);
  return JSON.parse(
    execFileSync(process.execPath, [inRoot('tools/contexture.mjs'), 'probe', '--model', model, '--set', set, '--json'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 64e6,
    }),
  );
}

/** Corpora that no product needs: their part of the page is made where they are. */
const CORPORA = inRoot('../shared/data');
const TREEBANKS = [['English', 'en_ewt-ud-dev.conllu', 'UD English-EWT, dev'], ['Yoruba', 'yo_ytb-ud-test.conllu', 'UD Yoruba-YTB, test']];

function ofCorpus(kind, model, file) {
  say(`${model}, ${kind} of ${path.basename(file)}`);
  return JSON.parse(
    execFileSync(process.execPath, [inRoot('tools/run-ts.mjs'), 'tools/findings/of-corpus.ts', kind, model, file], {
      cwd: inRoot('.'),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 64e6,
    }),
  );
}

const micro = (accuracy) => `${share(accuracy.micro)} (${accuracy.microInterval.map(share).join(' to ')})`;

/** Parts of speech by layer, and the last layer, the best one and the learned mix on held-out folds. */
function partsOfSpeech(cards) {
  return TREEBANKS.flatMap(([language, name, title]) => {
    const found = MODELS.map((model) => ofCorpus('upos', model, path.join(CORPORA, 'ud', name)));
    return [
      `### ${language}: ${title}`, '',
      table(['model', 'words', 'by layer, from 0', 'most frequent', 'last layer', 'best single layer, chosen on the other folds', 'learned mix', 'weights of the mix'], found.map(({ model, n, layers, mix, baselines }) => [
        cards[model].name, n, layers.map((one) => share(one.micro)).join(' '), share(baselines.majority), micro(mix.lastLayer), `${micro(mix.bestLayer)}, layer ${[...new Set(mix.bestLayers)].join(' or ')}`, micro(mix.learnedMix), mix.weights.map(share).join(' '),
      ])), '',
      ...found.map(({ model, mix }) => `- ${cards[model].name}: the learned mix is ${compared(mix.learnedMix, mix.lastLayer)} the last layer alone and ${compared(mix.learnedMix, mix.bestLayer)} the best single one.`), '',
    ];
  });
}

/** Only intervals that do not meet tell two figures apart. */
function compared(one, other) {
  if (one.microInterval[0] > other.microInterval[1]) return 'better than';
  return one.microInterval[1] < other.microInterval[0] ? 'worse than' : 'not to be told from';
}

function wordSenses(cards) {
  const file = path.join(tmpdir(), `contexture-senses-${process.pid}.jsonl`);
  const rows = senseRows(path.join(CORPORA, 'semcor-masc-senses.tar.gz'));
  writeFileSync(file, `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`);
  try {
    const found = MODELS.map((model) => ofCorpus('senses', model, file));
    return [
      `${[...new Set(rows.map(({ word }) => word))].map((word) => `*${word}*`).join(', ')}: the nouns and verbs of SemCor and MASC with the most senses of 20 occurrences or more, ${rows.length} occurrences, 20 of each of ${new Set(rows.map(({ sense }) => sense)).size} senses of the New Oxford American Dictionary.`, '',
      table(['model', '1-NN by layer, from 0, macro', 'best layer', 'any one sense'], found.map(({ model, layers, nLabels }) => {
        const best = layers.reduce((most, one, layer) => (one.macro > layers[most].macro ? layer : most), 0);
        return [cards[model].name, layers.map((one) => share(one.macro)).join(' '), `${best}: ${within(layers[best])}`, share(1 / nLabels)];
      })), '',
    ];
  } finally {
    rmSync(file, { force: true });
  }
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
    ...(existsSync(CORPORA) ? [
      '## Parts of speech, and the learned mix of layers', '',
      'A linear probe (multinomial logistic regression, five folds, micro accuracy) of the universal part of speech, on 1,000 words drawn by seed 42, punctuation aside. Published: BERT base, named entities from the last layer 94.9 F1, the sum of the last four 95.9, their concatenation 96.1 (BERT paper, table 7); another task, another model, another head, so that only the order of the choices can be compared.', '',
      ...partsOfSpeech(cards),
      '## Word senses in running text', '', ...wordSenses(cards),
    ] : ['Parts of speech and word senses of running text were not measured: the corpora were not there.', '']),
    'Not measured here: named entities by layer.', '',
    '## All layers', '', ...found.map((one) => section(one, cards[one.model])),
  ];
  writeFileSync(inRoot('models/FINDINGS.md'), `${page.join('\n').trimEnd()}\n`);
  say('models/FINDINGS.md is written');
});
