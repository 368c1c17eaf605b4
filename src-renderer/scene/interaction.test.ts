import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Interaction, type PointerIntents } from './interaction';

class FakeElement extends EventTarget {
  getBoundingClientRect = (): { left: number; top: number } => ({ left: 100, top: 50 });
  setPointerCapture = vi.fn();
}
let element: FakeElement;
let intents: { [K in keyof PointerIntents]: ReturnType<typeof vi.fn> };
let interaction: Interaction;

function send(type: string, x: number, y: number, more: object = {}): Event {
  const event = Object.assign(new Event(type, { cancelable: true }), { clientX: x + 100, clientY: y + 50, button: 0, pointerId: 1, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more });
  element.dispatchEvent(event);
  return event;
}

beforeEach(() => {
  element = new FakeElement();
  const names = ['orbit', 'pan', 'zoom', 'hover', 'leave', 'click', 'doubleClick', 'outline', 'enclose', 'interrupt'] as const;
  intents = Object.fromEntries(names.map((name) => [name, vi.fn()])) as unknown as typeof intents;
  interaction = new Interaction(element as unknown as HTMLElement, intents as unknown as PointerIntents);
});

describe('Interaction', () => {
  it('clicks below 4 px, with modifiers', () => {
    send('pointerdown', 10, 10);
    send('pointermove', 12, 12);
    send('pointerup', 12, 12, { ctrlKey: true });
    expect(intents.click).toHaveBeenCalledWith(10, 10, { shift: false, ctrl: true, alt: false });
    expect(intents.orbit).not.toHaveBeenCalled();
  });

  it('orbits from 4 px on and does not click then', () => {
    send('pointerdown', 10, 10);
    send('pointermove', 15, 10);
    send('pointermove', 18, 8);
    send('pointerup', 18, 8);
    expect(intents.orbit.mock.calls).toEqual([[5, 0], [3, -2]]);
    expect(intents.click).not.toHaveBeenCalled();
  });

  it('pans with the right button and with the pan tool, and never clicks with the right one', () => {
    send('pointerdown', 10, 10, { button: 2 });
    send('pointermove', 30, 10);
    send('pointerup', 30, 10, { button: 2 });
    interaction.tool = 'pan';
    send('pointerdown', 10, 10);
    send('pointermove', 10, 20);
    send('pointerup', 10, 20);
    send('pointerdown', 10, 10, { button: 2 });
    send('pointerup', 10, 10, { button: 2 });
    expect(intents.pan.mock.calls).toEqual([[20, 0], [0, 10]]);
    expect(intents.click).not.toHaveBeenCalled();
  });

  it('draws a box with Shift and hands over its corners', () => {
    send('pointerdown', 10, 10, { shiftKey: true });
    send('pointermove', 60, 40);
    send('pointerup', 60, 40, { shiftKey: true, ctrlKey: true });
    expect(intents.outline).toHaveBeenCalledWith([10, 10, 60, 10, 60, 40, 10, 40]);
    expect(intents.enclose).toHaveBeenCalledWith([10, 10, 60, 10, 60, 40, 10, 40], 'add');
    expect(intents.outline).toHaveBeenLastCalledWith([]);
  });

  it('collects a lasso', () => {
    interaction.tool = 'lasso';
    send('pointerdown', 0, 0);
    for (const [x, y] of [[10, 0], [10, 10]] as const) send('pointermove', x, y);
    send('pointerup', 0, 10);
    expect(intents.enclose).toHaveBeenCalledWith([0, 0, 10, 0, 10, 10], 'replace');
  });

  it('takes away what is enclosed while Alt is held, which may be pressed on the way', () => {
    send('pointerdown', 10, 10, { shiftKey: true });
    send('pointermove', 60, 40);
    send('pointerup', 60, 40, { shiftKey: true, altKey: true });
    expect(intents.enclose).toHaveBeenCalledWith([10, 10, 60, 10, 60, 40, 10, 40], 'subtract');
  });

  it('zooms to the pointer, nearer when the wheel turns away, and keeps the page still', () => {
    const event = send('wheel', 40, 60, { deltaY: -100, deltaMode: 0 });
    expect(event.defaultPrevented).toBe(true);
    const [factor, x, y] = intents.zoom.mock.calls[0] as [number, number, number];
    expect(factor).toBeGreaterThan(1);
    expect([x, y]).toEqual([40, 60]);
    send('wheel', 40, 60, { deltaY: 3, deltaMode: 1 });
    expect((intents.zoom.mock.calls[1] as unknown[])[0]).toBeLessThan(1);
  });

  it('reports hovering only while nothing is pressed', () => {
    send('pointermove', 5, 6);
    send('pointerdown', 5, 6);
    send('pointermove', 6, 6);
    expect(intents.hover.mock.calls).toEqual([[5, 6, 105, 56]]);
  });

  it('says that any input interrupts, and falls silent when disposed', () => {
    send('pointerdown', 1, 1);
    send('pointercancel', 1, 1);
    expect(intents.interrupt).toHaveBeenCalledTimes(1);
    interaction.dispose();
    send('pointerdown', 1, 1);
    expect(intents.interrupt).toHaveBeenCalledTimes(1);
  });
});
