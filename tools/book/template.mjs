// The one template of the book's pages.
import { Marked } from 'marked';
import { pathOf } from './check-book.mjs';

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const toHtml = (name) => name.replace(/\.md(?=#|$)/, '.html');

/**
 * @param {import('./read-page.mjs').Page} page @param {import('./read-page.mjs').Page[]} navigation all pages in their order @returns {string} the
 * page as HTML, without script, with relative addresses only
 */
export function htmlOf(page, navigation) {
  const at = navigation.indexOf(page);
  const items = navigation.map(({ name, title }) => `<li><a href="${toHtml(name)}"${name === page.name ? ' aria-current="page"' : ''}>${escape(title)}</a></li>`);
  const title = at === 0 ? page.title : `${page.title} · Contexture`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escape(title)}</title>
<link rel="stylesheet" href="book.css">
</head>
<body>
<nav aria-label="Pages"><ol>
${items.join('\n')}
</ol></nav>
<main>
${bodyOf(page)}<p class="on">${[step(navigation[at - 1], '←', 'prev'), step(navigation[at + 1], '→', 'next')].filter((link) => link !== '').join(' ')}</p>
</main>
</body>
</html>
`;
}

const step = (page, arrow, rel) => (page === undefined ? '' : `<a rel="${rel}" href="${toHtml(page.name)}">${rel === 'prev' ? `${arrow} ` : ''}${escape(page.title)}${rel === 'next' ? ` ${arrow}` : ''}</a>`);

function bodyOf(page) {
  const marked = new Marked({
    renderer: {
      heading(token) { return `<h${token.depth} id="${escape(page.anchors.get(token) ?? '')}">${this.parser.parseInline(token.tokens)}</h${token.depth}>\n`; },
      link(token) { return `<a href="${escape(toHtml(token.href))}">${this.parser.parseInline(token.tokens)}</a>`; },
      image({ href, text }) { return `<img src="pictures/${escape(pathOf(href).split('/').at(-1))}" alt="${escape(text)}">`; },
      // A wide table scrolls by itself, also by keyboard.
      table(token) {
        const row = (cells, tag) => `<tr>${cells.map((cell) => `<${tag}>${this.parser.parseInline(cell.tokens)}</${tag}>`).join('')}</tr>`;
        return `<div class="wide" tabindex="0" role="region" aria-label="Table"><table><thead>${row(token.header, 'th')}</thead><tbody>${token.rows.map((cells) => row(cells, 'td')).join('\n')}</tbody></table></div>\n`;
      },
    },
  });
  return marked.parser(page.tokens);
}
