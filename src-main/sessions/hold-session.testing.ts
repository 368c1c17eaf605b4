// Another process for open-session.test.ts: opens a session, says what it was told, and holds it until it is ended. Argument: the file.
import { OpenSession } from './open-session';

const { name, isCopy } = await new OpenSession('0.1.0').open(process.argv[2] ?? '');
process.send?.({ name, isCopy });
setInterval(() => undefined, 1_000);
