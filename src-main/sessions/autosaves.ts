import { existsSync, readdirSync } from 'node:fs';
import { Autosave } from './autosave';

/** Of what a run keeps, of what one has left, and of what a killed write has begun: which window's it is; the first one's has no number. */
const KEPT = /^\.?(?:autosave|recovered)(?:-([1-9]\d?))?\.contexture/u;

/** What is on the screens of all windows: each has files of its own, so that after an end that nobody asked for every screen is there. */
export class Autosaves {
  private readonly all: Autosave[] = [];
  private readonly used = new Set<Autosave>();

  /** Finds what an earlier run has left. @param folder of the app's data; null: nothing is kept and nothing looked for */
  constructor(private readonly folder: string | null, private readonly app: string) {
    for (let n = 1; n <= highestIn(folder); n++) this.make();
  }

  /** Files for one more window: the first that nobody has. Null where nothing is kept. */
  take(): Autosave | null {
    if (this.folder === null) return null;
    const autosave = this.all.find((one) => !this.used.has(one)) ?? this.make();
    this.used.add(autosave);
    return autosave;
  }

  /** A window is closed: what it kept goes, and another one may have its files. */
  async close(autosave: Autosave): Promise<void> {
    await autosave.close();
    this.used.delete(autosave);
  }

  /** The screens that an earlier run has left and nobody has opened since. */
  get left(): readonly Autosave[] {
    return this.all.filter(({ hasLeft }) => hasLeft);
  }

  private make(): Autosave {
    const autosave = new Autosave(this.folder ?? '', this.app, this.all.length + 1);
    this.all.push(autosave);
    return autosave;
  }
}

function highestIn(folder: string | null): number {
  if (folder === null || !existsSync(folder)) return 0;
  return Math.max(0, ...readdirSync(folder).map((name) => KEPT.exec(name)).filter((match) => match !== null).map(([, n]) => Number(n ?? 1)));
}
