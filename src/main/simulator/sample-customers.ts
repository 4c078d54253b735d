import type { Phone } from './phone';
import type { PhoneOptions } from './phones';
import type { TwilioStandIn } from './stand-in';

/**
 * People to play with in demo mode. Their numbers are reserved for fiction: NANP 555-01XX, and 07700 900XXX of Ofcom
 * (https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbers-for-drama).
 */
export const sampleCustomers = {
  maria: { name: 'Maria', number: '+12025550123', profileName: 'Maria Rossi' },
  tom: { name: 'Tom', number: '+447700900123', profileName: 'Tom 🚲' },
  aisha: { name: 'Aisha', number: '+12025550171', profileName: 'Aisha K.' },
} as const satisfies Record<string, PhoneOptions>;

/** Puts the sample customers' phones beside each other, and last the phone of a verified caller ID, if there is one. */
export function addSampleCustomers(standIn: TwilioStandIn): Record<keyof typeof sampleCustomers, Phone> {
  const phones = {
    maria: standIn.addPhone(sampleCustomers.maria),
    tom: standIn.addPhone(sampleCustomers.tom),
    aisha: standIn.addPhone(sampleCustomers.aisha),
  };
  for (const { phoneNumber, friendlyName } of standIn.account.callerIds) {
    standIn.addPhone({ name: friendlyName, number: phoneNumber });
  }
  return phones;
}
