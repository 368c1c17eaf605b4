// What would be wrong with a book for its reader: dead links and anchors, missing pictures, pages that nobody finds.

/** The file that an address names, without its anchor. */
export const pathOf = (href) => href.split('#')[0];
const anchorOf = (href) => (href.includes('#') ? href.slice(href.indexOf('#') + 1) : null);

/**
 * @param {import('./read-page.mjs').Page[]} pages
 * @param {string} first name of the page that the book begins with
 * @param {(href: string) => boolean} isPicture whether the file of a picture is there
 * @returns {{ page: string, line: number, what: string }[]} nothing where all is well
 */
export function checkBook(pages, first, isPicture) {
  const byName = new Map(pages.map((page) => [page.name, page]));
  const wrong = [];
  const linked = new Set([first]);
  for (const page of pages) {
    const say = (line, what) => { wrong.push({ page: page.name, line, what }); };
    if (page.title === null) say(1, 'the page has no heading “# …”');
    for (const line of page.markup) say(line, 'the book takes Markdown only, no HTML');
    for (const { href, line } of page.links) {
      const what = faultOf(href, page, byName);
      if (what !== null) say(line, what);
      else if (pathOf(href) !== '' && pathOf(href) !== page.name) linked.add(pathOf(href));
    }
    for (const { href, line, alt } of page.pictures) {
      if (!isRelative(href) || !href.endsWith('.png')) say(line, `“${href}”: pictures of the book are PNG files of this repository, by a relative path`);
      else if (!isPicture(href)) say(line, `the picture “${href}” is not there`);
      if (alt.trim() === '') say(line, `the picture “${href}” has no words for those who do not see it`);
    }
  }
  if (!byName.has(first)) wrong.push({ page: first, line: 1, what: 'the first page is not there' });
  for (const { name } of pages) if (!linked.has(name)) wrong.push({ page: name, line: 1, what: 'no page links to this one' });
  return wrong;
}

const isRelative = (href) => !/^([a-z][a-z0-9+.-]*:|\/)/i.test(href);

function faultOf(href, page, byName) {
  if (!isRelative(href)) return `“${href}” leads out of the book; name the source in words`;
  const target = pathOf(href) === '' ? page : byName.get(pathOf(href));
  if (target === undefined) return `“${href}” leads to a page that is not there`;
  const anchor = anchorOf(href);
  return anchor === null || [...target.anchors.values()].includes(anchor) ? null : `“${href}”: ${target.name} has no heading with this anchor`;
}

/** The pages in the order in which they are first linked to, from the first page on. @returns {import('./read-page.mjs').Page[]} */
export function navigationOf(pages, first) {
  const byName = new Map(pages.map((page) => [page.name, page]));
  const order = new Set([first]);
  // A set goes on to what is added while it is walked.
  for (const name of order) for (const { href } of byName.get(name).links) if (pathOf(href) !== '') order.add(pathOf(href));
  return [...order].map((name) => byName.get(name));
}
