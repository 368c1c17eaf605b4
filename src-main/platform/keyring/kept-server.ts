import { readFile } from 'node:fs/promises';
import { Failure } from '@contract/failure';
import type { KnownServer } from '@contract/serving/server';
import { nullable, record, text, type Guard } from '@contract/guards';
import { atomicWrite } from '../atomic-write';
import { notWritten } from '../not-written';
import { strictText } from '../integrity/seal';

/** Encrypts for this user of this system; Electron's `safeStorage` in the app. */
export interface Encryption {
  /** False where what is encrypted could be read by whoever has the file. */
  readonly isAvailable: () => Promise<boolean>;
  readonly encrypt: (plain: string) => Promise<Uint8Array>;
  /** @throws where somebody else encrypted it */
  readonly decrypt: (encrypted: Uint8Array) => Promise<string>;
}

interface Kept {
  readonly address: string;
  /** Base64 of the encrypted token; null: none is kept. */
  readonly token: string | null;
}

const kept: Guard<Kept> = record({ address: text(2_000, 1), token: nullable(text(100_000, 1)) });

const OF_THE_OWNER = 0o600;

/** The server that was chosen last, in a file of its own; its token only where the system encrypts it. */
export class KeptServer {
  /** Read once; null: not yet. */
  private found: Promise<Kept | null> | null = null;
  private writing: Promise<void> = Promise.resolve();

  /** @param onProblem told of a file that cannot be read, and of one that cannot be written */
  constructor(private readonly file: string, private readonly encryption: Encryption, private readonly onProblem: (failure: Failure) => void) {}

  async known(): Promise<Omit<KnownServer, 'inUse'>> {
    const [found, canKeepTokens] = await Promise.all([this.read(), this.encryption.isAvailable()]);
    return { address: found?.address ?? null, hasToken: found !== null && found.token !== null && canKeepTokens, canKeepTokens };
  }

  /** The token that is kept for an address; for another one there is none. @throws Failure `io` where the system does not give it back */
  async tokenFor(address: string): Promise<string | null> {
    const found = await this.read();
    if (found === null || found.address !== address || found.token === null) return null;
    try {
      return await this.encryption.decrypt(Buffer.from(found.token, 'base64'));
    } catch (error) {
      throw new Failure('io', `The kept token for ${address} could not be decrypted. Type it again.`, String(error));
    }
  }

  /** @param token null: none is kept. @throws Failure `bad-request` where nothing encrypts it */
  async keep(address: string, token: string | null): Promise<void> {
    if (token !== null && !await this.encryption.isAvailable()) throw new Failure('bad-request', 'This system has no place where a token is safe. Type it at every start.');
    const content: Kept = { address, token: token === null ? null : Buffer.from(await this.encryption.encrypt(token)).toString('base64') };
    this.found = Promise.resolve(content);
    this.writing = this.writing.then(() => atomicWrite(this.file, `${JSON.stringify(content, null, 2)}\n`, OF_THE_OWNER)).catch((error: unknown) => { this.onProblem(notWritten('The address of the server', this.file, error)); });
    await this.writing;
  }

  private read(): Promise<Kept | null> {
    return this.found ??= this.readFile();
  }

  private async readFile(): Promise<Kept | null> {
    try {
      return kept(JSON.parse(strictText(await readFile(this.file))), 'server');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') this.onProblem(new Failure('bad-input', `What is kept of a server in ${this.file} could not be read. Choose the server again.`, String(error)));
      return null;
    }
  }
}
