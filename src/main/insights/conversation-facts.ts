import { isCounted } from '../../shared/apply-to-conversation';
import type { CommunicationType, Message, Session } from '../../shared/domain';
import { optOutKind } from '../../shared/opt-out';
import { judgedMessagesOf } from '../shadow/judged-facts';

/** What insights are counted from: a conversation without its words. */
export interface ConversationFacts {
  readonly days: readonly DayFacts[];
  readonly sessions: readonly SessionFacts[];
  readonly failures: readonly { readonly day: string; readonly code: number | null }[];
  /** Days of the messages that a draft was written for and people answered in words of their own. */
  readonly draftsDiscarded: readonly string[];
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
  /** What the AI’s messages used, where that is known. */
  readonly tokens: number;
  /** In US dollars, and of how many messages that is known. */
  readonly costUsd: number;
  readonly priced: number;
}

export interface SessionFacts {
  /** The day on which it began. */
  readonly day: string;
  readonly kind: CommunicationType;
  /** Whether the customer said anything in it. */
  readonly asked: boolean;
  /**
   * From the customer's first message to the first answer of each, in milliseconds; null when there was none. Who answers
   * after the gap opens another session: that answer still counts here, unless the customer wrote again before it.
   */
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
  const byChannel = new Map<string, Message[]>();
  for (const message of said) {
    const own = byChannel.get(message.channel_id);
    if (own) own.push(message);
    else byChannel.set(message.channel_id, [message]);
  }
  const first = firstOfSessions(byChannel);
  const handedOff = new Set(messages.filter(handsOver).map(({ session_id }) => session_id));
  return {
    days: daysOf(said, dayOf),
    sessions: sessions.map((session) => ({
      day: dayOf(session.metadata.firstMessageAt),
      kind: session.communication_type,
      ...answersIn(session, byChannel.get(session.channel_id) ?? [], first.get(session._id)),
      handedOff: handedOff.has(session._id),
    })),
    failures: said
      .filter(hasFailed)
      .map((message) => ({ day: dayOf(message.createdAt), code: message.error?.code ?? null })),
    draftsDiscarded: judgedMessagesOf(messages, dayOf).flatMap(({ text, day }) =>
      text?.from === 'draft' && text.outcome === 'different' ? [day] : [],
    ),
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
      facts = {
        ...{ day, kind, received: 0, sentByAi: 0, sentByPeople: 0, draftsUnchanged: 0, draftsEdited: 0 },
        ...{ tokens: 0, costUsd: 0, priced: 0 },
      };
      days.set(key, facts);
    }
    if (message.sender === 'contact') facts.received += 1;
    else if (message.sender === 'ai') facts.sentByAi += 1;
    else facts.sentByPeople += 1;
    if (message.metadata.fromDraft === 'unchanged') facts.draftsUnchanged += 1;
    else if (message.metadata.fromDraft === 'edited') facts.draftsEdited += 1;
    const { tokens = 0, costUsd } = message.explanation ?? {};
    facts.tokens += tokens ?? 0;
    facts.costUsd += costUsd ?? 0;
    if (costUsd !== undefined) facts.priced += 1;
  }
  return [...days.values()];
}

/** Gives where in its channel each session's first message of the customer stands that asks for an answer. */
function firstOfSessions(byChannel: ReadonlyMap<string, readonly Message[]>): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  for (const said of byChannel.values()) {
    said.forEach((message, index) => {
      if (asks(message) && !first.has(message.session_id)) first.set(message.session_id, index);
    });
  }
  return first;
}

function answersIn(
  { _id }: Session,
  said: readonly Message[],
  first: number | undefined,
): Pick<SessionFacts, 'asked' | 'aiMs' | 'peopleMs'> {
  const asked = first === undefined ? undefined : said[first];
  if (first === undefined || !asked) return { asked: false, aiMs: null, peopleMs: null };
  const times: { ai: number | null; operator: number | null } = { ai: null, operator: null };
  for (const message of said.slice(first + 1)) {
    const { sender, session_id, createdAt } = message;
    if (sender === 'contact' && session_id !== _id) break;
    if ((sender === 'ai' || sender === 'operator') && !hasFailed(message)) {
      times[sender] ??= Date.parse(createdAt) - Date.parse(asked.createdAt);
    }
    if (times.ai !== null && times.operator !== null) break;
  }
  return { asked: true, aiMs: times.ai, peopleMs: times.operator };
}

/** Whether a message of the customer wants an answer: STOP, START and HELP are between them and the network. */
function asks({ sender, content }: Message): boolean {
  return sender === 'contact' && optOutKind(content, undefined, false) === null;
}

/** Whether the AI handed over with a message, or at one of the customer's. */
function handsOver({ explanation, decision, status }: Message): boolean {
  return status !== 'draft' && (explanation?.handOff !== undefined || decision?.kind === 'hand over');
}

function hasFailed({ status, sender }: Message): boolean {
  return sender !== 'contact' && (status === 'failed' || status === 'undelivered');
}
