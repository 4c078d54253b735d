import type { App, SafeStorage } from 'electron';
import type { KeyStore } from './secrets';

/**
 * The key store of the system as Electron reaches it: Keychain, Credential Manager, or a secret service such as
 * gnome-keyring or KWallet. Where there is none Electron may offer a key that stands in its own source; that keeps
 * nothing secret, so it counts as none.
 * Source: https://www.electronjs.org/docs/latest/api/safe-storage
 */
export function systemKeyStore(app: Pick<App, 'whenReady'>, safeStorage: SafeStorage): KeyStore {
  return {
    whenReady: () => app.whenReady(),
    isAvailable() {
      // The oldest runtime has no such question; it says “unavailable” by itself.
      const backend = (safeStorage as Partial<SafeStorage>).getSelectedStorageBackend;
      const isPlain = process.platform === 'linux' && backend?.call(safeStorage) === 'basic_text';
      return !isPlain && safeStorage.isEncryptionAvailable();
    },
    encrypt: (text) => safeStorage.encryptString(text),
    decrypt: (data) => safeStorage.decryptString(Buffer.from(data)),
  };
}
