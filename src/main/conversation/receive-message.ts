import type { AddressEntry, Message } from '../../shared/domain';
import { mayContainSid } from '../../shared/sid-mark';
import type { Provider } from '../ai/provider';
import { isoNow, type Clock, type NewId } from '../app/clock';
import type { Decision as Decided } from '../policy/decision';
import type { Conversation, Decision, Now, Store } from '../store/store';
import type { InboundMessage } from '../webhook/parse-inbound';
import { EMPTY_TWIML } from '../webhook/render-twiml';
import type { AutoReply } from './auto-reply';
import { carryOut, recordOf } from './carry-out';
import { consentChanges } from './consent-changes';
import type { DeskSettings } from './desk-settings';
import { inboundMessage } from './inbound-message';
import { createLostAnswers } from './lost-answers';
import { placeLines, placeMessage } from './place-message';
import { replyAtOnce, type AtOnce } from './reply-at-once';
import { replyLine, type Answerable } from './reply-message';
import { answered, type SettleParts } from './settle-reply';
import { whenDurable } from './when-durable';
import { wouldHave } from './written-fact';
import type { WriteReplyParts } from './write-reply';

export interface ReceiveParts extends SettleParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly settings: () => DeskSettings;
  readonly provider: () => Provider;
  readonly holdsSecret: WriteReplyParts['holdsSecret'];
  readonly autoReply: AutoReply;
  readonly log: (line: string, contactId: string) => void;
  readonly onError: (error: unknown) => void;
  /** Told of a stored message that has media to download. */
  readonly onMedia: (to: Answerable, media: InboundMessage['media']) => void;
}

export interface ReceiveMessage {
  /** Keeps a message, answers it, and gives the TwiML. The same MessageSid again gives the same, and nothing else happens. */
  fromWebhook(inbound: InboundMessage): Promise<string>;
  /**
   * Keeps what an operator writes in a verified caller's place. No webhook waits for the answer, so that goes by REST. Its
   * `sid` becomes the message's id: the same again is kept once. Gives the contact's id.
   */
  writtenIn(inbound: InboundMessage): Promise<string>;
}

interface Received {
  readonly to: Answerable;
  readonly decision: Decided;
  readonly lines: readonly string[];
}

/** Makes the spine: what arrives is grouped, stored, answered, stored, and only then acknowledged. */
export function createReceiveMessage(parts: ReceiveParts): ReceiveMessage {
  const { store, clock, settings } = parts;
  const inFlight = new Map<string, Promise<string>>();
  const lostAnswers = createLostAnswers(store, clock, parts.onError);

  return {
    fromWebhook(inbound) {
      const running = inFlight.get(inbound.sid);
      if (running) return running;
      const answer = lostAnswers
        .watch(inbound.sid, inbound.from, receive(inbound))
        .finally(() => inFlight.delete(inbound.sid));
      inFlight.set(inbound.sid, answer);
      return answer;
    },
    async writtenIn(inbound) {
      const receivedAt = clock.now();
      const received = await store.commitTo<Received | null>(inbound.from, (now, conversation) =>
        conversation.message(inbound.sid) ? nothing : decideKeeping(inbound, receivedAt, now, conversation),
      );
      if (!received) return store.now.get('addresses', inbound.from)?.contact_id ?? '';
      const { to, decision, lines } = received;
      for (const line of lines) parts.log(line, to.contact_id);
      if (decision.kind === 'answer') parts.autoReply.answer(to, receivedAt).catch(parts.onError);
      takeUp(to, decision);
      return to.contact_id;
    },
  };

  async function receive(inbound: InboundMessage): Promise<string> {
    const receivedAt = clock.now();
    const entry = store.now.get('addresses', inbound.from);
    if (entry?.deletedSids?.includes(inbound.sid)) return EMPTY_TWIML;
    const known = entry && mayContainSid(entry.sids, inbound.sid) ? await findStored(inbound, entry) : null;
    if (known?.message.answer !== undefined) return whenDurable(store, known.message.answer);
    if (known) return answerStored(known, receivedAt);

    const received = await keep(inbound, receivedAt, entry);
    // It was fetched from Twilio's list in the meantime: what was stored then is found now.
    if (!received) return receive(inbound);
    for (const line of received.lines) parts.log(line, received.to.contact_id);
    if (inbound.media.length > 0) parts.onMedia(received.to, inbound.media);
    return answer(received, receivedAt);
  }

  async function findStored(inbound: InboundMessage, entry: AddressEntry): Promise<Answerable | null> {
    const conversation = await store.conversation(inbound.from);
    const message = conversation.messages().find((one) => one.metadata.twilioMessageSid === inbound.sid);
    return message ? { address: inbound.from, contact_id: entry.contact_id, message } : null;
  }

  /**
   * Stores a message and, where the answer costs nothing, the answer with it in the same write. The conversation is only
   * loaded where something that is said or done at once depends on it.
   */
  async function keep(
    inbound: InboundMessage,
    receivedAt: number,
    seen: AddressEntry | undefined,
  ): Promise<Received | null> {
    const { aiEnabled, delayMs } = settings();
    const instant = aiEnabled && delayMs === 0 && parts.provider().instantly !== undefined;
    if (!instant) {
      const kept = await store.commit<Received | null | 'conversation'>((now) =>
        isNew(inbound, seen, now) ? decideKeeping(inbound, receivedAt, now, null) : nothing,
      );
      if (kept !== 'conversation') return kept;
    }
    return store.commitTo(inbound.from, (now, conversation) =>
      isNew(inbound, seen, now) ? decideKeeping(inbound, receivedAt, now, conversation) : nothing,
    );
  }

  /** Whether a message that was new a moment ago still is. */
  function isNew({ from, sid }: InboundMessage, seen: AddressEntry | undefined, now: Now): boolean {
    const entry = now.get('addresses', from);
    if (!entry || entry === seen) return true;
    return !mayContainSid(entry.sids, sid) || (seen !== undefined && mayContainSid(seen.sids, sid));
  }

  function decideKeeping(
    inbound: InboundMessage,
    receivedAt: number,
    now: Now,
    conversation: Conversation,
  ): Decision<Received>;
  function decideKeeping(
    inbound: InboundMessage,
    receivedAt: number,
    now: Now,
    conversation: null,
  ): Decision<Received | 'conversation'>;
  function decideKeeping(
    inbound: InboundMessage,
    receivedAt: number,
    now: Now,
    conversation: Conversation | null,
  ): Decision<Received | 'conversation'> {
    const at = new Date(receivedAt).toISOString();
    const current = settings();
    const { gapMs } = current;
    const place = placeMessage(
      now,
      {
        type: inbound.type,
        address: inbound.from,
        ours: inbound.to,
        profileName: inbound.profileName,
        at,
        gapMs,
      },
      parts.newId,
    );
    const message = inboundMessage(inbound, place, inbound.simulated ? inbound.sid : parts.newId(), at);
    const to: Answerable = { address: inbound.from, contact_id: place.contact._id, message };
    const asked = { ...to, optOutType: inbound.optOutType, isStored: false, conversation };
    const first = parts.rules(now, asked, current);
    if (conversation === null && needsConversation(first)) return { changes: [], result: 'conversation' };
    const atOnce =
      conversation && replyAtOnce(parts, { now, conversation, asked, decision: first, settings: current, at });
    const decision = atOnce?.decision ?? first;
    const stored = withAnswer(inbound, message, decision, atOnce, at);
    return {
      changes: [
        ...place.changes,
        {
          type: 'message.added',
          address: inbound.from,
          contact_id: to.contact_id,
          message: stored,
        },
        ...consentChanges(to, inbound.optOutType, at),
        ...(atOnce?.changes ?? []),
        ...carryOut(parts, { now, conversation, to, decision, at }),
      ],
      result: {
        to: { ...to, message: stored },
        decision,
        lines: [...placeLines(place, inbound.type, gapMs), ...(atOnce?.said ? [replyLine(atOnce.said)] : [])],
      },
    };
  }

  /** The message as it is stored: with what its webhook is answered where that is known, and why nothing was said. */
  function withAnswer(
    { simulated }: InboundMessage,
    message: Message,
    decision: Decided,
    atOnce: AtOnce | null,
    at: string,
  ): Message {
    const isWritten = atOnce?.isWritten === true;
    if (decision.kind === 'answer' && !isWritten && !simulated) return message;
    const answer = atOnce?.twiml ?? EMPTY_TWIML;
    // An answer and a draft tell themselves how they came to be.
    const isTold = decision.kind === 'answer' || decision.kind === 'draft' || (isShadowed(decision) && !isWritten);
    if (isTold) return { ...message, answer };
    return { ...message, decision: recordOf(decision, at, wouldHave(decision, atOnce?.written ?? null)), answer };
  }

  async function answer(received: Received, receivedAt: number): Promise<string> {
    const { to, decision } = received;
    takeUp(to, decision);
    return to.message.answer ?? parts.autoReply.answer(to, receivedAt);
  }

  /** Has written what nobody waits for: a draft, or what would be said in shadow mode. */
  function takeUp(to: Answerable, decision: Decided): void {
    if (to.message.decision !== undefined) return;
    if (decision.kind === 'draft') parts.autoReply.draft(to).catch(parts.onError);
    if (isShadowed(decision)) parts.autoReply.shadow(to).catch(parts.onError);
  }

  /**
   * A message that was stored by a process that ended before it could answer: answered now, once, unless what came since
   * says otherwise. Then nothing that is being written for a later one is broken off for it.
   */
  async function answerStored(known: Answerable, receivedAt: number): Promise<string> {
    const late = { begun: 'auto', written: null } as const;
    const { to, decision } = await store.commitTo(known.address, (now, conversation) => {
      const to = { ...known, message: conversation.message(known.message._id) ?? known.message };
      const decision = parts.rules(now, { ...to, isStored: true, conversation, late }, settings());
      const at = isoNow(clock);
      const isToWrite = decision.kind === 'answer' || decision.kind === 'draft' || isShadowed(decision);
      if (isToWrite || to.message.answer !== undefined) return { changes: [], result: { to, decision } };
      return {
        changes: [
          answered(to, EMPTY_TWIML, recordOf(decision, at)),
          ...carryOut(parts, { now, conversation, to, decision, at }),
        ],
        result: { to: { ...to, message: { ...to.message, answer: EMPTY_TWIML } }, decision },
      };
    });
    if (to.message.answer !== undefined) return whenDurable(store, to.message.answer);
    if (decision.kind === 'answer') return parts.autoReply.answer(to, receivedAt);
    takeUp(to, decision);
    return EMPTY_TWIML;
  }
}

const nothing: Decision<null> = { changes: [], result: null };

/** Whether what is done at once depends on what was said before: a summary of it, or whether the customer was told. */
function needsConversation({ kind, rule, would }: Decided): boolean {
  return kind === 'hand over' || rule === 'outside-hours' || would === 'hand over';
}

/** Whether in shadow mode something is to be written that would be said, or put before a person. */
function isShadowed({ would }: Decided): boolean {
  return would === 'answer' || would === 'draft';
}
