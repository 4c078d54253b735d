import { isUnsaid } from './apply-to-conversation';
import type { Change } from './changes';
import type { AddressEntry, AwaitedMessage, Message } from './domain';

/** For how long it is asked what became of a message: by then no carrier says anything new. */
export const AWAITED_MS = 4 * 24 * 3_600_000;
/** Most that are remembered for one address; many carriers never say more than that they took a text. */
const MOST_AWAITED = 100;

/** Whether nothing further is expected of a message of this state. `read` may follow `delivered`, or never come. */
export function isSettled(status: Message['status']): boolean {
  return status !== 'queued' && status !== 'sending' && status !== 'sent';
}

/** Remembers an answer that goes out with a webhook's own answer: Twilio has it with that. */
export function awaitMessage(entry: AddressEntry, message: Message): AddressEntry {
  const isOurs = message.sender === 'ai' || message.sender === 'operator';
  if (!isOurs || message.status !== 'sent' || message.communication_type === 'voice' || isUnsaid(message)) return entry;
  return put(entry, message._id, message.createdAt);
}

/** Remembers a message once its SID is known, and forgets it once its state is final or it is sent anew. */
export function awaitStatus(entry: AddressEntry, change: Change & { type: 'message.status' }): AddressEntry {
  if (isSettled(change.status) || change.sid === null) return remove(entry, change.message_id);
  return change.sid === undefined ? entry : put(entry, change.message_id, change.at);
}

function put(entry: AddressEntry, message_id: string, since: string): AddressEntry {
  if (entry.awaited?.some((one) => one.message_id === message_id)) return entry;
  return { ...entry, awaited: [...young(entry.awaited ?? [], since), { message_id, since }].slice(-MOST_AWAITED) };
}

/** What is still awaited at a time. Nearly always that is all of it. */
function young(awaited: readonly AwaitedMessage[], at: string): readonly AwaitedMessage[] {
  if (awaited.length === 0) return awaited;
  const oldest = new Date(Date.parse(at) - AWAITED_MS).toISOString();
  return awaited.every((one) => one.since >= oldest) ? awaited : awaited.filter((one) => one.since >= oldest);
}

function remove(entry: AddressEntry, messageId: string): AddressEntry {
  if (!entry.awaited?.some((one) => one.message_id === messageId)) return entry;
  const { awaited, ...rest } = entry;
  const left: readonly AwaitedMessage[] = awaited.filter((one) => one.message_id !== messageId);
  return left.length > 0 ? { ...rest, awaited: left } : rest;
}
