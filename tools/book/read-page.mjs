// One page: its tokens, and where its headings, links and pictures stand.
import { Lexer, walkTokens } from 'marked';

/**
 * @typedef {{ href: string, line: number }} Link
 * @typedef {{ href: string, line: number, alt: string }} Picture
 * @typedef {{ name: string, title: string | null, tokens: import('marked').TokensList, anchors: Map<object, string>, links: Link[], pictures: Picture[], markup: number[] }} Page
 */

/** As GitHub makes an anchor of a heading, so that a link works there and in the book. */
export const slugOf = (text) => text.toLowerCase().trim().replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');

/** @param {string} name file name @param {string} text Markdown @returns {Page} lines from 1; `markup`: the lines with raw HTML; `title`: the first heading */
export function readPage(name, text) {
  const source = text.replaceAll('\r\n', '\n');
  const tokens = Lexer.lex(source);
  const page = { name, title: null, tokens, anchors: new Map(), links: [], pictures: [], markup: [] };
  const taken = new Map();
  let start = 0;
  for (const block of tokens) {
    // The raw texts of the blocks follow each other without a gap; what a block holds is looked for in it, from the last find on.
    const at = source.indexOf(block.raw, start);
    const blockStart = at < 0 ? start : at;
    let cursor = blockStart;
    walkTokens([block], (token) => {
      if (token.type === 'heading') noteHeading(page, token, taken);
      if (!['link', 'image', 'html'].includes(token.type)) return;
      const found = source.indexOf(token.raw, cursor);
      if (found >= 0) cursor = found;
      const line = source.slice(0, cursor).split('\n').length;
      if (token.type === 'link') page.links.push({ href: token.href, line });
      else if (token.type === 'image') page.pictures.push({ href: token.href, line, alt: token.text });
      else page.markup.push(line);
    });
    start = blockStart + block.raw.length;
  }
  return page;
}

function noteHeading(page, token, taken) {
  const text = plain(token.tokens);
  if (token.depth === 1) page.title ??= text;
  const slug = slugOf(text);
  const n = taken.get(slug) ?? 0;
  taken.set(slug, n + 1);
  page.anchors.set(token, n === 0 ? slug : `${slug}-${n}`);
}

/** The text of inline tokens without their marks. */
const plain = (tokens) => tokens.map((token) => ('tokens' in token && token.tokens ? plain(token.tokens) : token.text ?? token.raw)).join('');
