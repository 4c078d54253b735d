import type { DeliverySettings, PhoneView } from '../../shared/simulator-contract';
import type { EventStream } from './event-stream';
import { hex, type Random } from './sids';

export interface PhoneOptions {
  readonly name: string;
  /** E.164. */
  readonly number: string;
  /** Name on WhatsApp; the name when not given. */
  readonly profileName?: string;
  /** Whether WhatsApp shows an opaque id in place of the number. */
  readonly hidesNumber?: boolean;
}

/** A phone as the stand-in keeps it. */
export type PhoneRecord = PhoneView;

/** The phones of the customers. */
export interface PhoneBook {
  /** @throws RangeError when a phone has this number already */
  add(options: PhoneOptions): PhoneRecord;
  get(id: string): PhoneRecord | undefined;
  /** The phone that an address as Twilio writes it belongs to. */
  at(address: string): PhoneRecord | undefined;
  setDelivery(id: string, delivery: DeliverySettings | null): void;
  list(): readonly PhoneRecord[];
}

/** Makes an empty book. */
export function createPhoneBook(random: Random, events: EventStream): PhoneBook {
  const phones = new Map<string, PhoneRecord>();
  const keep = (phone: PhoneRecord) => {
    phones.set(phone.phone_id, phone);
    events.emit({ type: 'phone', phone });
    return phone;
  };
  const at = (address: string) =>
    [...phones.values()].find((phone) => phone.number === address || phone.whatsappAddress === address);
  return {
    add({ name, number, profileName = name, hidesNumber = false }) {
      if (at(number)) throw new RangeError(`There is a phone with the number ${number} already.`);
      return keep({
        phone_id: hex(random(8)),
        name,
        number,
        whatsappAddress: `whatsapp:${hidesNumber ? `US.${hex(random(8)).toUpperCase()}` : number}`,
        profileName,
        delivery: null,
      });
    },
    get: (id) => phones.get(id),
    at,
    setDelivery(id, delivery) {
      const phone = phones.get(id);
      if (phone) keep({ ...phone, delivery });
    },
    list: () => [...phones.values()],
  };
}
