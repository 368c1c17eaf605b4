/* eslint-disable @typescript-eslint/no-deprecated -- the runtime that a machine without Electron's host has (33) knows nothing else; newer ones know both */
import { safeStorage } from 'electron';
import type { Encryption } from './kept-server';

/** The system's key ring. Without one, Linux would encrypt with a key that everybody knows, which is none. */
export const systemEncryption: Encryption = {
  isAvailable: () => Promise.resolve(safeStorage.isEncryptionAvailable() && (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text')),
  encrypt: async (plain) => Promise.resolve(safeStorage.encryptString(plain)),
  decrypt: async (encrypted) => Promise.resolve(safeStorage.decryptString(Buffer.from(encrypted))),
};
