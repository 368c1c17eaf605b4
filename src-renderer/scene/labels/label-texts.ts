import type { CategoryLabel, ContextLabel, Ghost, SceneTokens, StaticForm, StaticWord } from '../types';
import type { LabelText, TextRun } from './text-runs';

const TEXT_HALO = [3, 3, 6];
const NAME_HALO = [4, 8, 12];

function run(text: string, face: TextRun['face'], sizePx: number, weight: number, colour: string, more: Partial<TextRun> = {}): TextRun {
  return { text, face, sizePx, weight, colour, isItalic: false, gapPx: 0, ...more };
}

/** A short concordance line in italics, its word in bold; in full ink and with its letter where the row is selected. */
export function contextText(context: ContextLabel | null, tag: string | null, tokens: SceneTokens): LabelText {
  const colour = tag ? tokens.ink : tokens.ink2;
  const runs = context
    ? inSight(context, [
        run(context.before, 'text', 13, 400, colour, { isItalic: true }),
        run(context.word, 'text', 13, 620, tokens.ink, { isItalic: true }),
        run(context.after, 'text', 13, 400, colour, { isItalic: true }),
      ])
    : [];
  return { tag, runs, lineHeightPx: 17, hasPlate: false, haloPx: TEXT_HALO, lang: context?.lang };
}

/**
 * The runs as they stand from left to right. Screen, pictures and figures set each run by itself, so that of a text read from the
 * right the last comes first; the space between two runs then stands at the other end of its run.
 */
function inSight({ isFromRight = false }: ContextLabel, runs: readonly TextRun[]): readonly TextRun[] {
  const there = runs.filter(({ text }) => text !== '');
  if (!isFromRight) return there;
  return there.reverse().map((one) => ({ ...one, text: `${/\s$/u.test(one.text) ? ' ' : ''}${one.text.trim()}${/^\s/u.test(one.text) ? ' ' : ''}` }));
}

export function categoryText({ label, count, category }: CategoryLabel, tokens: SceneTokens, hasPlate: boolean): LabelText {
  const runs = [run(label, 'ui', 16, 500, tokens.markInks[category] as string), run(String(count), 'ui', 11.5, 400, tokens.ink3, { gapPx: 6 })];
  return { tag: null, runs, lineHeightPx: 20, hasPlate, haloPx: NAME_HALO };
}

export function ghostText({ title, origin, originDetail }: Ghost, tokens: SceneTokens): LabelText {
  const says = originDetail ? `${origin}, ${originDetail}` : origin;
  return formText(title, says, tokens);
}

export const averageText = ({ title, origin }: Pick<Ghost, 'title' | 'origin'>, tokens: SceneTokens): LabelText => formText(title, origin, tokens);

export function staticFormText({ form, count, tags }: StaticForm, tokens: SceneTokens): LabelText {
  const shown = tags.slice(0, 6);
  const rest = count - shown.length;
  const letters = rest > 0 ? shown.join(', ') : `${shown.slice(0, -1).join(', ')}${shown.length > 1 ? ' and ' : ''}${shown[shown.length - 1] ?? ''}`;
  const says = shown.length === 0 ? (count === 1 ? '1 occurrence' : `all ${count} occurrences`) : rest > 0 ? `${letters} and ${rest} more` : letters;
  return formText(form, says, tokens);
}

function formText(title: string, says: string, tokens: SceneTokens): LabelText {
  const runs = [run(title, 'text', 15, 620, tokens.ink), run(says, 'ui', 11.5, 400, tokens.ink2, { gapPx: 4 })];
  return { tag: null, runs, lineHeightPx: 19, hasPlate: true, haloPx: TEXT_HALO };
}

/** 13 px for the farthest word, 17 px for the nearest. */
export function staticWordText({ text, weight }: StaticWord, tokens: SceneTokens): LabelText {
  const sizePx = 13 + Math.round(8 * Math.min(1, Math.max(0, weight))) / 2;
  return { tag: null, runs: [run(text, 'text', sizePx, 400, weight > 0.5 ? tokens.ink : tokens.ink2)], lineHeightPx: 18, hasPlate: false, haloPx: TEXT_HALO };
}

export function typedText(label: string | undefined, tokens: SceneTokens): LabelText {
  return { tag: null, runs: [run(label ?? 'your sentence', 'ui', 12, 500, tokens.ink)], lineHeightPx: 16, hasPlate: false, haloPx: NAME_HALO };
}
