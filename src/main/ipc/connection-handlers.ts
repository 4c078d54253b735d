import type { ConnectionOutput, connectionSchemas } from '../../shared/contract/connection-contract';
import type { Handlers } from './router';

/** What a person can have done about the connection. */
export interface ConnectionHandlerParts {
  /** Tries everything that does not work, now. */
  retry(): void;
  /** Has a request go through the public address; resolves when that is over. */
  test(): Promise<void>;
  /** Fetches what Twilio took while nobody listened. */
  fetch(): void;
  stopFetching(): void;
}

/** Makes the functions behind the connection strip. */
export function createConnectionHandlers(
  parts: ConnectionHandlerParts,
): Handlers<typeof connectionSchemas, ConnectionOutput> {
  return {
    'connection.retry': () => {
      parts.retry();
      return null;
    },
    'connection.test': async () => {
      await parts.test();
      return null;
    },
    'catch-up.run': () => {
      parts.fetch();
      return null;
    },
    'catch-up.stop': () => {
      parts.stopFetching();
      return null;
    },
  };
}
