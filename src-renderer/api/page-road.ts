import type { ContextureBridge } from '@contract/api';
import { ROAD_MESSAGE } from '@contract/channels/load';
import { RoadEnd, type RoadPort } from '@rpc/road';

const roads = new WeakMap<ContextureBridge, Promise<RoadEnd>>();

/** A port of the page as one end of a road. */
export const overPort = (port: MessagePort): RoadPort => ({
  post: (message) => { port.postMessage(message); },
  onMessage: (listener) => { port.onmessage = ({ data }) => { listener(data); }; },
});

/** The page's end of its road to the main process; opened when it is first wanted. */
export function roadOver(bridge: ContextureBridge): Promise<RoadEnd> {
  const known = roads.get(bridge);
  if (known !== undefined) return known;
  const road = new Promise<RoadEnd>((resolve) => {
    const hear = ({ source, data, ports: [port] }: MessageEvent): void => {
      if (source !== window || data !== ROAD_MESSAGE || port === undefined) return;
      window.removeEventListener('message', hear);
      resolve(new RoadEnd(overPort(port)));
    };
    window.addEventListener('message', hear);
  });
  roads.set(bridge, road);
  bridge.openRoad();
  return road;
}
