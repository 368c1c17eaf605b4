/** The version of session files that this program writes. */
export const SESSION_VERSION = 1;

/** What makes a session of version i + 1 one of version i + 2; the packed value, before its numbers are put back. Version 1 is the first. */
export const MIGRATIONS: readonly ((session: unknown) => unknown)[] = [];
