// The pages of the bundled lessons: Markdown made of the lesson files, so that a teacher can read a lesson before taking it.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const LESSONS = 'assets/lessons';
const ENDING = '.lesson.json';

/**
 * @param {string} root of the repository
 * @returns {{ name: string, text: string }[]} file names in `docs/`, and their Markdown
 */
export function lessonPages(root) {
  const read = (...parts) => JSON.parse(readFileSync(path.join(root, ...parts), 'utf8'));
  const titles = new Map(read('assets/presets/index.json').map(({ id, title }) => [id, title]));
  const modelOf = (id) => read('models', id, 'model.json');
  const files = readdirSync(path.join(root, LESSONS)).filter((name) => name.endsWith(ENDING)).sort();
  return files.map((file) => ({ name: `lesson-${file.slice(0, -ENDING.length)}.md`, text: pageOf(read(LESSONS, file), titles, modelOf) }));
}

/** Fails by name where a lesson names a set or a model that does not come with the app. */
function pageOf({ title, stations }, titles, modelOf) {
  const n = stations.length;
  const answered = stations.map((station, at) => ({ at: at + 1, ...station })).filter(({ question }) => question !== null);
  const answers = answered.length === 0 ? [] : ['## Answers', ...answered.map(({ at, question }) => `Station ${at}: ${question.choices[question.answer]}. ${question.says}`)];
  return [
    `# ${title}`,
    `One of the [lessons](lessons.md) that come with the app, in ${n} stations. Take it by \`Ctrl+K\` and its title.`,
    ...stations.flatMap((station, at) => [`## ${at + 1}. ${station.title}`, `*${shownIn(station.look, titles, modelOf)}*`, station.text, ...questionOf(station.question)]),
    ...answers,
  ].join('\n\n') + '\n';
}

const questionOf = (question) => (question === null ? [] : [`**${question.asks}**`, question.choices.map((choice) => `- ${choice}`).join('\n')]);

const VIEWS = { cloud: 'a cloud', flight: 'a flight through the layers', strata: 'all layers as floors', compare: 'two clouds side by side' };

/** What a station has on screen, in words. */
function shownIn({ set, model, pooling, layer, mix, mode, beside, opens }, titles, modelOf) {
  const titleOf = (id) => {
    const title = titles.get(id);
    if (title === undefined) throw new Error(`a lesson names the set “${id}”, which does not come with the app`);
    return `“${title}”`;
  };
  const { name, kind } = modelOf(model);
  const layers = pooling === 'sentence' ? 'whole sentences' : mix === null ? layerOf(layer, mode, kind) : 'a mix of its layers';
  const right = `${titleOf(set)} in ${name}${layers === '' ? '' : `, ${layers}`}`;
  const left = beside === null ? '' : `; at the left ${titleOf(beside.set ?? set)} in ${modelOf(beside.model).name}`;
  return `${opens === 'journey' ? 'The journey, over ' : `${VIEWS[mode][0].toUpperCase()}${VIEWS[mode].slice(1)}: `}${right}${left}.`;
}

function layerOf(layer, mode, kind) {
  if (kind === 'static' || mode === 'strata') return '';
  return layer === null ? 'the layer that separates the senses best' : `layer ${layer}`;
}
