import path from 'node:path';
import { Failure } from '@contract/failure';

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full. Free some space and try again.',
  EDQUOT: 'your share of the disk is used up. Free some space and try again.',
  EFBIG: 'the file system takes no file of this size. Choose another place.',
  EROFS: 'the disk can only be read. Choose another place.',
  EACCES: 'you may not write there. Choose another place, or change who may.',
  EPERM: 'you may not write there. Choose another place, or change who may.',
  ENOENT: 'the folder is not there any more. Make it, or choose another place.',
  ENAMETOOLONG: 'the name is too long. Choose a shorter one.',
};

/** What kept a file from being written, in a sentence. @param what begins it: "The picture", "The settings". */
export function notWritten(what: string, file: string, error: unknown): Failure {
  const code = (error as NodeJS.ErrnoException | null)?.code ?? '';
  const reason = reasons[code] ?? 'the system refused it. Choose another place and try again.';
  return new Failure('io', `${what} could not be saved in ${path.dirname(file)}: ${reason}`, error instanceof Error ? error.message : String(error));
}
