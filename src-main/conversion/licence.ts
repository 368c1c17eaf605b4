import { join } from 'node:path';
import { openPlainFile } from '../platform/plain-file';
import { listFolder } from './folder-files';

const MAX_READ_BYTES = 2 ** 16;
const MAX_LENGTH = 120;

/** The licence of a model folder: `license` in the head of README.md (a Hugging Face model card), or the first line of a licence file; null where neither says. */
export async function findLicence(dir: string): Promise<string | null> {
  const names = await listFolder(dir);
  const readme = names.find((name) => name.toLowerCase() === 'readme.md');
  const stated = readme === undefined ? null : licenceInHead(await readStart(join(dir, readme)));
  if (stated !== null) return stated;
  const file = names.find((name) => /^(licen[cs]e|copying)(\.(txt|md))?$/i.test(name));
  const line = file === undefined ? undefined : (await readStart(join(dir, file))).split(/\r?\n/).find((text) => text.trim() !== '');
  return line === undefined ? null : shortened(line.replace(/^#+\s*/, ''));
}

/** YAML between two lines of three dashes; `license: x` or a list under it. `other` says nothing by itself: `license_name` does. */
function licenceInHead(readme: string): string | null {
  const [, head] = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---/.exec(readme) ?? [];
  if (head === undefined) return null;
  const value = (key: string): string | null => {
    const [, inline = '', list = ''] = new RegExp(`^${key}:[ \\t]*([^\\r\\n]*)((?:\\r?\\n[ \\t]*- [^\\r\\n]*)*)`, 'm').exec(head) ?? [];
    const items = inline.trim() === '' ? [...list.matchAll(/- ([^\r\n]*)/g)].map(([, item = '']) => item) : [inline];
    const text = items.map((item) => item.replace(/[ \t]+#.*$/, '').trim().replace(/^(['"])(.*)\1$/, '$2')).filter((item) => item !== '').join(', ');
    return text === '' ? null : shortened(text);
  };
  const licence = value('license');
  return licence === 'other' ? value('license_name') ?? licence : licence;
}

function shortened(text: string): string | null {
  const line = text.replace(/\p{Cc}/gu, ' ').trim();
  if (line === '') return null;
  return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH - 1)}…` : line;
}

async function readStart(path: string): Promise<string> {
  try {
    const { file } = await openPlainFile(path);
    try {
      const { bytesRead, buffer } = await file.read(new Uint8Array(MAX_READ_BYTES), 0, MAX_READ_BYTES, 0);
      return new TextDecoder().decode(buffer.subarray(0, bytesRead));
    } finally {
      await file.close();
    }
  } catch {
    // A licence that cannot be read is one that is not stated; the model may be fine.
    return '';
  }
}
