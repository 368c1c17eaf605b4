import type { Rect } from '../../scene/types';

/** Height of the type bar with a verdict in it. */
const TYPE_ROOM_PX = 81;

/** What lies over a scene, in px from the corner of its host. */
export function reservedRects(host: HTMLElement): Rect[] {
  const origin = host.getBoundingClientRect();
  const over = host.closest('main')?.querySelectorAll('[data-over-scene]') ?? [];
  return [...over].map((element) => {
    const box = element.getBoundingClientRect();
    // The type bar grows upwards when it has a verdict; its room is kept from the start, so that nothing has to move then.
    const grown = element.hasAttribute('data-type-room') ? Math.max(0, TYPE_ROOM_PX - box.height) : 0;
    return { x: box.left - origin.left, y: box.top - origin.top - grown, width: box.width, height: box.height + grown };
  }).filter(({ x, y, width, height }) => width > 0 && x + width > 0 && x < origin.width && y + height > 0 && y < origin.height);
}
