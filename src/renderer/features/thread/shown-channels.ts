import type { CommunicationType, Message, Session } from '../../../shared/domain';

const order: readonly CommunicationType[] = ['sms', 'whatsapp', 'voice'];

/** Gives the kinds of communication that a thread is made of, always in the same order. */
export function kindsIn(sessions: readonly Session[]): readonly CommunicationType[] {
  const there = new Set(sessions.map(({ communication_type }) => communication_type));
  return order.filter((kind) => there.has(kind));
}

/** Gives what is shown where only one kind is wanted: its messages, and the notes of the team, which belong to all. */
export function messagesOfKind(messages: readonly Message[], only: CommunicationType | null): readonly Message[] {
  if (only === null) return messages;
  return messages.filter(({ communication_type, kind }) => communication_type === only || kind === 'note');
}
