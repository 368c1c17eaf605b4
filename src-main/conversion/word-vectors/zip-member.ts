import type { FileHandle } from 'node:fs/promises';
import { fromFdPromise, type Entry } from 'yauzl';
import { Failure } from '@contract/failure';

/** Where the packed bytes of a file in a ZIP archive lie. */
export interface ZipMember {
  readonly name: string;
  readonly start: number;
  readonly nPacked: number;
  readonly isDeflated: boolean;
}

const MAX_ENTRIES = 1_000;

/**
 * The file of that name, or the only one: folders and what macOS adds do not count.
 * @throws Failure `bad-input` where there are several, none, or the archive is damaged, encrypted or packed in another way than deflate
 */
export async function findMember(file: FileHandle, archive: string, member: string | undefined): Promise<ZipMember> {
  const refuse = (what: string): Failure => new Failure('bad-input', `“${archive}” ${what}.`);
  const files: Entry[] = [];
  try {
    const zip = await fromFdPromise(file.fd, { autoClose: false, lazyEntries: true });
    if (zip.entryCount > MAX_ENTRIES) throw refuse(`holds ${zip.entryCount} files; unpack it and choose one of them`);
    for await (const entry of zip.eachEntry()) if (!entry.fileName.endsWith('/') && !entry.fileName.startsWith('__MACOSX/')) files.push(entry);
    const [only] = member === undefined ? files : files.filter(({ fileName }) => fileName === member);
    if (only === undefined) throw refuse(member === undefined ? 'is empty; choose an archive with a file of word vectors' : `holds no “${member}”; it holds ${listed(files)}`);
    if (member === undefined && files.length > 1) throw refuse(`holds ${files.length} files (${listed(files)}); unpack it and choose one of them`);
    if (only.isEncrypted()) throw refuse(`holds “${only.fileName}” encrypted; unpack it first`);
    if (!only.canDecodeFileData()) throw refuse(`holds “${only.fileName}” packed by a method other than deflate; unpack it first`);
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(only, { minimal: true });
    return { name: only.fileName.split('/').pop() ?? only.fileName, start: fileDataStart, nPacked: only.compressedSize, isDeflated: only.compressionMethod === 8 };
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure('bad-input', `“${archive}” is a damaged or cut ZIP archive; download it again.`, String(error));
  }
}

const listed = (files: readonly Entry[]): string => files.slice(0, 5).map(({ fileName }) => fileName).join(', ') + (files.length > 5 ? ', …' : '');
