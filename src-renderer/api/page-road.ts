import type { ContextureBridge } from '@contract/api';
import { ROAD_MESSAGE } from '@contract/channels/load';
import { RoadEnd } from '@rpc/road';

const roads = new WeakMap<ContextureBridge, Promise<RoadEnd>>();

/** The page's end of its road to the main process; opened when it is first wanted. */
export function roadOver(bridge: ContextureBridge): Promise<RoadEnd> {
  const known = roads.get(bridge);
  if (known !== undefined) return known;
  const road = new Promise<RoadEnd>((resolve) => {
    const hear = ({ source, data, ports: [port] }: MessageEvent): void => {
      if (source !== window || data !== ROAD_MESSAGE || port === undefined) return;
      window.removeEventListener('message', hear);
      resolve(new RoadEnd({
        post: (message) => { port.postMessage(message); },
        onMessage: (listener) => { port.onmessage = (event) => { listener(event.data); }; },
      }));
    };
    window.addEventListener('message', hear);
  });
  roads.set(bridge, road);
  bridge.openRoad();
  return road;
}
