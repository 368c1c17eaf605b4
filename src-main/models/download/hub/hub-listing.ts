import { Failure } from '@contract/failure';
import { digestFromHex, type Digest } from '../digest';
import { escapes } from '../names';

export interface HubFile {
  readonly name: string;
  readonly nBytes: number;
  readonly digest: Digest | null;
}

export interface HubListing {
  /** 40 hexadecimal digits. */
  readonly commit: string;
  readonly files: readonly HubFile[];
  /** As the model card names it; null where it names none. */
  readonly licence: string | null;
  /** Its terms must be accepted with an account first. */
  readonly isGated: boolean;
}

const nMaxFiles = 20_000;
/** Nobody's model is longer; a lie about the length is. */
const nMaxFileBytes = 1e12;

/** Reads the hub's answer to `/api/models/<name>/revision/<revision>?blobs=true`. Nothing in it is believed unchecked. @throws Failure `bad-input` */
export function readListing(json: string, name: string, host: string): HubListing {
  const refuse = (what: string): never => {
    throw new Failure('bad-input', `The answer of ${host} about “${name}” is refused: ${what}. Check the mirror that is set, or try again later.`);
  };
  const root = asRecord(parsed(json)) ?? refuse('it is not a JSON object');
  const commit = root['sha'];
  if (typeof commit !== 'string' || !/^[0-9a-f]{40}$/.test(commit)) return refuse('it names no commit');
  const siblings = root['siblings'];
  if (!Array.isArray(siblings) || siblings.length > nMaxFiles) return refuse('it lists no files, or too many');
  const files = siblings.map((item: unknown) => {
    const sibling = asRecord(item) ?? refuse('a file is not an object');
    const file = sibling['rfilename'];
    if (typeof file !== 'string' || escapes(file)) return refuse('a file has a name that leads out of its folder');
    const lfs = asRecord(sibling['lfs']);
    const size = lfs === null ? sibling['size'] : lfs['size'] ?? sibling['size'];
    if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0 || size > nMaxFileBytes) return refuse(`the size of ${file} is missing or absurd`);
    // The blob id of a large file is that of its pointer, not of its content.
    return { name: file, nBytes: size, digest: lfs === null ? digestFromHex('git-sha1', sibling['blobId']) : digestFromHex('sha256', lfs['sha256']) };
  });
  if (new Set(files.map((file) => file.name.toLowerCase())).size !== files.length) return refuse('two files have the same name');
  return { commit, files, licence: licenceOf(root), isGated: root['gated'] !== undefined && root['gated'] !== false && root['gated'] !== null };
}

function licenceOf(root: Record<string, unknown>): string | null {
  const card = asRecord(root['cardData']) ?? {};
  const stated = [card['license']].flat().filter((item): item is string => typeof item === 'string' && item !== '');
  // "other" says nothing: the name beside it does.
  const name = card['license_name'];
  const licence = (stated.length === 1 && stated[0] === 'other' && typeof name === 'string' && name !== '' ? name : stated.join(', ')).slice(0, 400);
  if (licence !== '') return licence;
  const tags = Array.isArray(root['tags']) ? root['tags'] : [];
  const tag: unknown = tags.find((item) => typeof item === 'string' && item.startsWith('license:'));
  return typeof tag === 'string' && tag.length > 8 ? tag.slice(8, 408) : null;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

const asRecord = (value: unknown): Record<string, unknown> | null => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : null);
