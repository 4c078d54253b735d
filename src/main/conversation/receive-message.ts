import type { Change } from '../../shared/changes';
import type { AddressEntry } from '../../shared/domain';
import { mayContainSid } from '../../shared/sid-mark';
import type { Provider } from '../ai/provider';
import type { Clock, NewId } from '../app/clock';
import type { Conversation, Decision, Now, Store } from '../store/store';
import type { InboundMessage } from '../webhook/parse-inbound';
import { EMPTY_TWIML, renderReply } from '../webhook/render-twiml';
import type { AutoReply } from './auto-reply';
import { composeRequest } from './compose-request';
import { consentChanges } from './consent-changes';
import type { ReplyDecision } from './decide-reply';
import type { DeskSettings } from './desk-settings';
import { inboundMessage } from './inbound-message';
import { createLostAnswers } from './lost-answers';
import { placeLines, placeMessage } from './place-message';
import {
  addMessage,
  callFor,
  explain,
  flag,
  handOver,
  isCalled,
  replyLine,
  replyMessage,
  type Answerable,
} from './reply-message';
import type { ReplyRules } from './reply-rules';
import type { ReportLinks } from './report-links';
import { answered } from './settle-reply';
import { whenDurable } from './when-durable';
import { writeAtOnce, type WriteReplyParts } from './write-reply';

export interface ReceiveParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly settings: () => DeskSettings;
  readonly provider: () => Provider;
  readonly holdsSecret: WriteReplyParts['holdsSecret'];
  readonly autoReply: AutoReply;
  readonly rules: ReplyRules;
  readonly reports: ReportLinks;
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
  readonly decision: ReplyDecision;
  readonly lines: readonly string[];
}

/** Makes the spine: what arrives is grouped, stored, answered, stored, and only then acknowledged. */
export function createReceiveMessage(parts: ReceiveParts): ReceiveMessage {
  const { store, clock, settings } = parts;
  const inFlight = new Map<string, Promise<string>>();
  const lostAnswers = createLostAnswers(store, clock, parts.onError);
  /** For a provider that needs no time there is nothing to break off. */
  const { signal: never } = new AbortController();

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
        conversation.message(inbound.sid) ? nothing : decideKeeping(inbound, receivedAt, now, null),
      );
      if (!received) return store.now.get('addresses', inbound.from)?.contact_id ?? '';
      const { to, decision, lines } = received;
      for (const line of lines) parts.log(line, to.contact_id);
      if (decision.kind === 'auto') parts.autoReply.answer(to, receivedAt).catch(parts.onError);
      if (decision.kind === 'draft') parts.autoReply.draft(to).catch(parts.onError);
      return to.contact_id;
    },
  };

  async function receive(inbound: InboundMessage): Promise<string> {
    const receivedAt = clock.now();
    const entry = store.now.get('addresses', inbound.from);
    if (entry?.deletedSids?.includes(inbound.sid)) return EMPTY_TWIML;
    const known = await findStored(inbound, entry);
    if (known?.message.answer !== undefined) return whenDurable(store, known.message.answer);
    if (known) return answerStored(known, receivedAt);

    const received = await keep(inbound, receivedAt, entry);
    // It was fetched from Twilio's list in the meantime: what was stored then is found now.
    if (!received) return receive(inbound);
    for (const line of received.lines) parts.log(line, received.to.contact_id);
    if (inbound.media.length > 0) parts.onMedia(received.to, inbound.media);
    return answer(received, receivedAt);
  }

  async function findStored(inbound: InboundMessage, entry: AddressEntry | undefined): Promise<Answerable | null> {
    if (!entry || !mayContainSid(entry.sids, inbound.sid)) return null;
    const conversation = await store.conversation(inbound.from);
    const message = conversation.messages().find((one) => one.metadata.twilioMessageSid === inbound.sid);
    return message ? { address: inbound.from, contact_id: entry.contact_id, message } : null;
  }

  /** Stores a message and, where the answer costs nothing, the answer with it in the same write. */
  function keep(inbound: InboundMessage, receivedAt: number, seen: AddressEntry | undefined): Promise<Received | null> {
    const { aiEnabled, delayMs } = settings();
    const instant = aiEnabled && delayMs === 0 && parts.provider().instantly !== undefined;
    return instant
      ? store.commitTo(inbound.from, (now, conversation) =>
          isNew(inbound, seen, now) ? decideKeeping(inbound, receivedAt, now, conversation) : nothing,
        )
      : store.commit((now) => (isNew(inbound, seen, now) ? decideKeeping(inbound, receivedAt, now, null) : nothing));
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
    conversation: Conversation | null,
  ): Decision<Received> {
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
    const decision = parts.rules(now, { ...to, optOutType: inbound.optOutType, isStored: false }, current);
    const settled = instantly(to, decision, now, conversation, current);
    const stored =
      decision.kind === 'auto' && !settled && !inbound.simulated
        ? message
        : { ...message, answer: settled?.twiml ?? EMPTY_TWIML };
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
        ...needsHuman(to, decision, now, at),
        ...(settled?.changes ?? []),
      ],
      result: {
        to: { ...to, message: stored },
        decision,
        lines: [...placeLines(place, inbound.type, gapMs), ...(settled ? [settled.line] : [])],
      },
    };
  }

  /** The reply of a provider that needs no time, or null where the reply must wait. */
  function instantly(
    to: Answerable,
    decision: ReplyDecision,
    now: Now,
    conversation: Conversation | null,
    current: DeskSettings,
  ): { twiml: string; line: string; changes: Change[] } | null {
    const provider = parts.provider();
    if (decision.kind !== 'auto' || !conversation || !provider.instantly) return null;
    const request = composeRequest({ now, conversation, ...to, settings: current, signal: never });
    const written = writeAtOnce(parts, provider, request, current);
    if (!written) return null;
    const { reply } = written;
    const at = to.message.createdAt;
    const message = replyMessage(to, reply.text, {
      id: parts.newId(),
      status: 'sent',
      at,
      explanation: explain(provider, reply, 0),
    });
    return {
      twiml: renderReply(reply.text, parts.reports.message(message._id)),
      line: replyLine(reply.text),
      changes: [addMessage(to, message), ...callFor(to.contact_id, reply, at, isCalled(now, to.contact_id))],
    };
  }

  async function answer(received: Received, receivedAt: number): Promise<string> {
    const { to, decision } = received;
    if (decision.kind === 'draft') parts.autoReply.draft(to).catch(parts.onError);
    return to.message.answer ?? parts.autoReply.answer(to, receivedAt);
  }

  /** A message that was stored by a process that ended before it could answer: answered now, once. */
  async function answerStored(to: Answerable, receivedAt: number): Promise<string> {
    const decision = parts.rules(store.now, { ...to, isStored: true }, settings());
    if (decision.kind === 'auto') return parts.autoReply.answer(to, receivedAt);
    await store.commit(() => ({ changes: [answered(to, EMPTY_TWIML)], result: null }));
    return EMPTY_TWIML;
  }
}

const nothing: Decision<null> = { changes: [], result: null };

function needsHuman(to: Answerable, decision: ReplyDecision, now: Now, at: string): Change[] {
  if (decision.kind !== 'silent' || decision.needsHuman === null) return [];
  if (decision.rule === 'breaker') return handOver(to.contact_id, decision.needsHuman, at, 'rule');
  // That the AI is off says less than why a person was called in the first place, and since when they wait.
  return decision.rule === 'mode-off' && isCalled(now, to.contact_id)
    ? []
    : [flag(to.contact_id, decision.needsHuman, at)];
}
