import { ORIGIN } from './origin';

const FOLDER = '/book/';

/** The page that the book begins with. */
export const BOOK_START = `${ORIGIN}${FOLDER}index.html`;

/** Whether a path of the app's own scheme, as `URL` gives it, belongs to the book. */
export const isBookPath = (pathname: string): boolean => pathname.startsWith(FOLDER);

/** Whether an address is one of the book's pages, whatever steps its path takes. */
export function isBookPage(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, pathname, username, password } = new URL(address);
  return `${protocol}//${host}` === ORIGIN && username === '' && password === '' && isBookPath(pathname);
}
