import type { BrowserWindow, WebContents } from 'electron';
import type { Channels } from '@contract/channels';
import type { EventName, Events } from '@contract/events';
import { PageRecovery } from '../../platform/page-recovery';
import { AskedSession, type Asked } from '../../sessions/asked-files';
import type { Autosaves } from '../../sessions/autosaves';
import type { OpenSession } from '../../sessions/open-session';
import { PageMemory } from '../page-memory';
import type { ChannelHandlers } from '../router';
import type { Desk } from './desk';

export interface DeskParts {
  /** @param beside the window that had the focus last; null for the first */
  readonly openWindow: (beside: BrowserWindow | null) => BrowserWindow;
  readonly newSession: () => OpenSession;
  readonly autosaves: Autosaves;
  readonly handlersOf: (desk: Desk) => ChannelHandlers<Channels>;
  readonly onLastClosed: () => void;
}

/** The app's windows, each with its desk and with handlers of its own: what two pages ask cannot meet. */
export class Desks {
  /** The one that had the focus last stands last. */
  private open: readonly Desk[] = [];
  private nOpened = 0;
  /** Of windows that are closed: what they still have to put away. */
  private readonly leaving = new Set<Promise<void>>();
  private readonly handlers = new WeakMap<WebContents, ChannelHandlers<Channels>>();

  constructor(private readonly parts: DeskParts) {}

  /** Opens a window. @param asked what it opens there; null: what was looked at last */
  add(asked: Asked | null = null): Desk {
    const { autosaves, newSession, handlersOf, openWindow } = this.parts;
    const window = openWindow(this.last?.window ?? null);
    const closing = new AbortController();
    const memory = new PageMemory();
    const recovery = new PageRecovery(window, () => { memory.endedBy('crash'); });
    const desk: Desk = {
      id: ++this.nOpened, window, memory, recovery, session: newSession(), autosave: autosaves.take(), asked: new AskedSession(asked), closed: closing.signal,
      send: (name, payload) => { if (!window.isDestroyed()) window.webContents.send(name, payload); },
    };
    this.handlers.set(window.webContents, handlersOf(desk));
    this.open = [...this.open, desk];
    window.on('focus', () => { this.putLast(desk); });
    window.on('closed', () => {
      closing.abort();
      this.open = this.others(desk);
      const left = this.leave(desk).finally(() => { this.leaving.delete(left); });
      this.leaving.add(left);
      if (this.open.length === 0) this.parts.onLastClosed();
    });
    recovery.load();
    return desk;
  }

  /** The one that had the focus last; null while there is none. */
  get last(): Desk | null {
    return this.open.at(-1) ?? null;
  }

  get windows(): readonly BrowserWindow[] {
    return this.open.map(({ window }) => window);
  }

  others(desk: Desk): readonly Desk[] {
    return this.open.filter((other) => other !== desk);
  }

  /** What answers a page; undefined for one that is of no window here. */
  handlersOf(page: WebContents): ChannelHandlers<Channels> | undefined {
    return this.handlers.get(page);
  }

  send<E extends EventName>(name: E, payload: Events[E]): void {
    for (const desk of this.open) desk.send(name, payload);
  }

  sendOthers<E extends EventName>(from: Desk, name: E, payload: Events[E]): void {
    for (const desk of this.others(from)) desk.send(name, payload);
  }

  /**
   * The system wants a session file opened, or, without one, the app. A window that has it open comes to the front; else that which had the focus
   * last is told: its page opens the file there or, with work of its own on screen, passes it on ({@link passOn}).
   */
  async ask(file: string | null): Promise<void> {
    if (file !== null && await this.bringHolder(file)) return;
    const { last } = this;
    if (last === null || (file !== null && last.asked.isWaiting)) {
      this.add(file === null ? null : { file });
      return;
    }
    this.bring(last);
    if (file === null) return;
    last.asked.add({ file });
    last.send('session:asked', null);
  }

  /** What a window was to open is opened by one of its own. */
  passOn(from: Desk): void {
    const asked = from.asked.take();
    if (asked !== null) this.add(asked);
  }

  /** Brings the window to the front that has a session file open. @param except whose own file is no other's @returns whether there is one */
  async bringHolder(file: string, except: Desk | null = null): Promise<boolean> {
    for (const desk of this.open) {
      if (desk === except || !await desk.session.holds(file)) continue;
      this.bring(desk);
      return true;
    }
    return false;
  }

  private bring(desk: Desk): void {
    const { window } = desk;
    if (window.isMinimized()) window.restore();
    window.focus();
    // Where the system gives no window the focus, it is still the one that was wanted last.
    this.putLast(desk);
  }

  private putLast(desk: Desk): void {
    if (!desk.closed.aborted) this.open = [...this.others(desk), desk];
  }

  /** The app ends: nothing is held or kept for the next start. Never fails. */
  async leaveAll(): Promise<void> {
    await Promise.all([...this.leaving, ...this.open.map((desk) => this.leave(desk))]);
  }

  private async leave({ autosave, session, recovery }: Desk): Promise<void> {
    await Promise.all([autosave === null || recovery.isAtFault ? null : this.parts.autosaves.close(autosave), session.leave()]);
  }
}
