/** The version of session files that this program writes. */
export const SESSION_VERSION = 2;

type Fields = Readonly<Record<string, unknown>>;

/** What is no object is none of a session: the guard names it afterwards. */
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Version 2 has bookmarks, named selections, and the sets that they are of. */
function withBookmarks(session: unknown): unknown {
  if (!isFields(session) || !isFields(session['document'])) return session;
  return { ...session, document: { ...session['document'], bookmarks: [], named: [] }, sets: [] };
}

/** What makes a session of version i + 1 one of version i + 2; the packed value, before its numbers are put back. Version 1 is the first. */
export const MIGRATIONS: readonly ((session: unknown) => unknown)[] = [withBookmarks];
