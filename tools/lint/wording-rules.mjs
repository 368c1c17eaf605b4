// What the interface says stands in src-renderer/wording/interface, so that it can be said in another language: no template says anything of its own.

/** Attributes and props that are shown or read aloud. */
const SHOWN = new Set([
  'title', 'label', 'aria-label', 'aria-valuetext', 'aria-description', 'aria-roledescription', 'placeholder', 'alt',
  'text', 'hint', 'summary', 'shortcut', 'unset', 'verb', 'why', 'disabledWhy', 'barLabel',
]);

/** Shown by a component; of an HTML element it is what a form calls the field. */
const SHOWN_BY_COMPONENTS = new Set(['name']);

/** Called the same in every language. */
const NAMES = new Set(['Contexture']);

const WORD = /\p{L}\p{L}/u;
const isWords = (text) => WORD.test(text) && !NAMES.has(text.trim());

/** Strings that an expression may come to, without those that it only compares or passes on. */
function* stringsOf(expression) {
  switch (expression?.type) {
    case 'Literal': if (typeof expression.value === 'string') yield { node: expression, text: expression.value }; break;
    case 'TemplateLiteral':
      for (const part of expression.quasis) yield { node: part, text: part.value.cooked };
      for (const part of expression.expressions) yield* stringsOf(part);
      break;
    case 'ConditionalExpression': yield* stringsOf(expression.consequent); yield* stringsOf(expression.alternate); break;
    case 'LogicalExpression': yield* stringsOf(expression.left); yield* stringsOf(expression.right); break;
    case 'BinaryExpression': if (expression.operator === '+') { yield* stringsOf(expression.left); yield* stringsOf(expression.right); } break;
    case 'TSAsExpression': yield* stringsOf(expression.expression); break;
  }
}

const isShown = ({ key, parent }) => SHOWN.has(key.name) || (SHOWN_BY_COMPONENTS.has(key.name) && parent.parent.kind === 'component');

/** Styles and scripts are no text; what is typed on a command line is no language. */
const isRead = ({ parent }) => !['SvelteStyleElement', 'SvelteScriptElement'].includes(parent.type) && parent.name?.name !== 'code';

export const wordingRule = {
  meta: { type: 'problem', schema: [], messages: { words: '“{{text}}” is text of the interface: it belongs in src-renderer/wording/interface (CONTRIBUTING.md)' } },
  create(context) {
    const check = (node, text) => {
      if (isWords(text)) context.report({ node, messageId: 'words', data: { text: text.trim().replaceAll(/\s+/g, ' ').slice(0, 40) } });
    };
    return {
      SvelteText: (node) => { if (isRead(node)) check(node, node.value); },
      SvelteLiteral: (node) => { if (node.parent.type === 'SvelteAttribute' && isShown(node.parent)) check(node, node.value); },
      SvelteMustacheTag: (node) => {
        const { parent } = node;
        if (parent.type === 'SvelteStyleDirective' || (parent.type === 'SvelteAttribute' && !isShown(parent))) return;
        for (const { node: at, text } of stringsOf(node.expression)) check(at, text);
      },
    };
  },
};

export const wordingRules = [{ files: ['src-renderer/**/*.svelte'], rules: { 'contexture/words-in-wording': 'error' } }];
