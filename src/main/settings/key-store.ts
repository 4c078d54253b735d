import type { App, SafeStorage } from 'electron';
import type { KeyStore } from './secrets';

/** What the older runtime has instead of today's functions; newer ones read what it wrote. */
interface OlderStorage {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(data: Buffer): string;
}

/**
 * The key store of the system as Electron reaches it: Keychain, Credential Manager, or a secret service such as
 * gnome-keyring or KWallet. Where there is none Electron may offer a key that stands in its own source; that keeps
 * nothing secret, so it counts as none.
 * Source: https://www.electronjs.org/docs/latest/api/safe-storage
 */
export function systemKeyStore(
  app: Pick<App, 'whenReady'>,
  safeStorage: SafeStorage,
  platform: NodeJS.Platform,
): KeyStore {
  const storage: Partial<SafeStorage> = safeStorage;
  const older: OlderStorage = safeStorage;
  return {
    async isAvailable() {
      await app.whenReady();
      // The older runtime has no such question; it says “unavailable” by itself.
      if (platform === 'linux' && storage.getSelectedStorageBackend?.() === 'basic_text') return false;
      return storage.isAsyncEncryptionAvailable?.() ?? older.isEncryptionAvailable();
    },
    encrypt: async (text) => storage.encryptStringAsync?.(text) ?? older.encryptString(text),
    async decrypt(data) {
      const encrypted = Buffer.from(data);
      const read = await storage.decryptStringAsync?.(encrypted);
      return read ? read.result : older.decryptString(encrypted);
    },
  };
}
