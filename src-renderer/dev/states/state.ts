import type { FakeEvents } from '../bridge/fake-bridge';
import type { World } from '../bridge/world';

/** One look of the page that somebody may want to see. */
export interface PageState {
  /** As its address has it. */
  readonly name: string;
  /** What there is to see. */
  readonly says: string;
  /** What is behind the bridge, where it is not the usual. */
  readonly world?: Partial<World>;
  /** Done before the page is loaded. */
  readonly before?: () => void;
  /** What a user would do; done when it resolves. */
  readonly arrange?: (events: FakeEvents) => Promise<void>;
}

const PATIENCE_MS = 20_000;

/** Resolves once `isSo`. @throws after 20 s, naming what was waited for */
export async function until(what: string, isSo: () => boolean): Promise<void> {
  const giveUp = performance.now() + PATIENCE_MS;
  while (!isSo()) {
    if (performance.now() > giveUp) throw new Error(`There was no ${what}.`);
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
}

const byTestId = (id: string): HTMLElement | null => document.querySelector<HTMLElement>(`[data-testid="${id}"]`);

/** Resolves once an element is there. */
export const there = (id: string): Promise<void> => until(id, () => byTestId(id) !== null);

/** Presses a control once it is there. */
export async function press(id: string): Promise<void> {
  await there(id);
  byTestId(id)?.click();
}

/** Resolves once the scene holds the view. */
export const cloud = (): Promise<void> => until('map', () => document.documentElement.dataset['cloud'] === 'ready');
