import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { UpdateRoad } from '@contract/app/about';

/** Written beside a package that was given an address for its updates; the updater reads the same file. */
export const ADDRESS_FILE = 'app-update.yml';
/** Names the kind of package, where it is not an AppImage. */
const KIND_FILE = 'package-type';

const closed = (why: string): UpdateRoad => ({ kind: 'closed', why });

/** @param resources the resources folder of an installation; null for a checkout. @param env `APPIMAGE` is set by what an AppImage is started with */
export function updateRoad(resources: string | null, platform: NodeJS.Platform = process.platform, env: NodeJS.ProcessEnv = process.env): UpdateRoad {
  if (resources === null) return closed('This copy runs from its sources and is updated where they come from.');
  const file = path.join(resources, ADDRESS_FILE);
  if (!existsSync(file)) return closed('This copy was packed without an address for updates: get the next version where you got this one.');
  const address = addressIn(file);
  if (address === null) return closed(`The address for updates in “${file}” is neither https nor this computer: get the next version where you got this one.`);
  if (platform === 'linux' && env['APPIMAGE'] === undefined && !existsSync(path.join(resources, KIND_FILE))) {
    return closed('This copy was unpacked from an archive: put the next version in its place yourself.');
  }
  return { kind: 'open', host: address.host };
}

/** One line of the file, which is the updater's. Nothing is asked for in the open but of this computer, which tests do. */
function addressIn(file: string): URL | null {
  try {
    const address = new URL(/^url: ?['"]?([^'"\s]+)['"]?$/mu.exec(readFileSync(file, 'utf8'))?.[1] ?? '');
    return address.protocol === 'https:' || (address.protocol === 'http:' && address.hostname === '127.0.0.1') ? address : null;
  } catch {
    return null;
  }
}
