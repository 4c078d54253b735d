import { Secret } from './secret';

/** A secret with the endpoint that it belongs to; null for one that belongs to none. */
export interface BoundSecret {
  readonly secret: Secret;
  readonly origin: string | null;
}

/**
 * Writes both as the one text that is encrypted, so that nobody who can write files can give a key to another endpoint.
 * Neither an origin nor a secret has spaces.
 */
export function packSecret(value: string, origin: string | null): string {
  return origin === null ? value : `${origin} ${value}`;
}

/** Reads what was packed. */
export function unpackSecret(text: string): BoundSecret {
  const space = text.indexOf(' ');
  return { secret: new Secret(text.slice(space + 1)), origin: space < 0 ? null : text.slice(0, space) };
}
