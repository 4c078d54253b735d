/** Gives a new identifier such as `SM` and 32 hexadecimal digits. */
export type NewSid = (prefix: SidPrefix) => string;
/** What Twilio's identifiers begin with, by kind of resource. */
export type SidPrefix = 'AC' | 'SM' | 'MM' | 'ME' | 'CA' | 'PN' | 'XE' | 'RE' | 'TR' | 'NO' | 'MG' | 'HX';
/** Gives so many random bytes. */
export type Random = (bytes: number) => Uint8Array;

/** Makes a source of identifiers in Twilio's form: https://www.twilio.com/docs/glossary/what-is-a-sid */
export function createSids(random: Random): NewSid {
  return (prefix) => prefix + hex(random(16));
}

/** Writes bytes as hexadecimal digits. */
export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
