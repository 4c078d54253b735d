import { isCounted } from '../../shared/apply-to-conversation';
import type { CommunicationType, Message, Session } from '../../shared/domain';

/** What insights are counted from: a conversation without its words. */
export interface ConversationFacts {
  readonly days: readonly DayFacts[];
  readonly sessions: readonly SessionFacts[];
  readonly failures: readonly { readonly day: string; readonly code: number | null }[];
}

/** Messages of one day and kind. */
export interface DayFacts {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly kind: CommunicationType;
  readonly received: number;
  readonly sentByAi: number;
  readonly sentByPeople: number;
  /** Of those by people: drafts of the AI, sent as they were or changed. */
  readonly draftsUnchanged: number;
  readonly draftsEdited: number;
}

export interface SessionFacts {
  /** The day on which it began. */
  readonly day: string;
  readonly kind: CommunicationType;
  /** Whether the customer said anything in it. */
  readonly asked: boolean;
  /** From the customer's first message to the first answer of each, in milliseconds; null when there was none. */
  readonly aiMs: number | null;
  readonly peopleMs: number | null;
  /** Whether the AI handed over to a person in it. */
  readonly handedOff: boolean;
}

/**
 * Takes down what insights need of a conversation. Notes, events and drafts are the team's own; what still waits to be
 * sent has not been said; what failed counts as sent and as failed, but answers nobody.
 *
 * @param messages oldest first
 * @param dayOf gives the day that a time falls on, `YYYY-MM-DD`
 */
export function factsOf(
  sessions: readonly Session[],
  messages: readonly Message[],
  dayOf: (iso: string) => string,
): ConversationFacts {
  const said = messages.filter((message) => isCounted(message) && message.status !== 'queued');
  const bySession = new Map<string, Message[]>();
  for (const message of said) {
    const own = bySession.get(message.session_id);
    if (own) own.push(message);
    else bySession.set(message.session_id, [message]);
  }
  return {
    days: daysOf(said, dayOf),
    sessions: sessions.map((session) => sessionFacts(session, bySession.get(session._id) ?? [], dayOf)),
    failures: said
      .filter(hasFailed)
      .map((message) => ({ day: dayOf(message.createdAt), code: message.error?.code ?? null })),
  };
}

function daysOf(said: readonly Message[], dayOf: (iso: string) => string): DayFacts[] {
  const days = new Map<string, { -readonly [K in keyof DayFacts]: DayFacts[K] }>();
  for (const message of said) {
    const day = dayOf(message.createdAt);
    const kind = message.communication_type;
    const key = `${day} ${kind}`;
    let facts = days.get(key);
    if (!facts) {
      facts = { day, kind, received: 0, sentByAi: 0, sentByPeople: 0, draftsUnchanged: 0, draftsEdited: 0 };
      days.set(key, facts);
    }
    if (message.sender === 'contact') facts.received += 1;
    else if (message.sender === 'ai') facts.sentByAi += 1;
    else facts.sentByPeople += 1;
    if (message.metadata.fromDraft === 'unchanged') facts.draftsUnchanged += 1;
    else if (message.metadata.fromDraft === 'edited') facts.draftsEdited += 1;
  }
  return [...days.values()];
}

function sessionFacts(session: Session, said: readonly Message[], dayOf: (iso: string) => string): SessionFacts {
  const first = said.findIndex(({ sender }) => sender === 'contact');
  const asked = said[first];
  const answers = asked ? said.slice(first + 1).filter((message) => !hasFailed(message)) : [];
  const timeTo = (sender: Message['sender']): number | null => {
    const answer = answers.find((message) => message.sender === sender);
    return asked && answer ? Date.parse(answer.createdAt) - Date.parse(asked.createdAt) : null;
  };
  return {
    day: dayOf(session.metadata.firstMessageAt),
    kind: session.communication_type,
    asked: asked !== undefined,
    aiMs: timeTo('ai'),
    peopleMs: timeTo('operator'),
    handedOff: said.some((message) => message.explanation?.handOff !== undefined),
  };
}

function hasFailed({ status, sender }: Message): boolean {
  return sender !== 'contact' && (status === 'failed' || status === 'undelivered');
}
