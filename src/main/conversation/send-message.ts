import { checkFiles } from '../../shared/attachment-rules';
import type { Change } from '../../shared/changes';
import type { AttachmentRef } from '../../shared/contract/composer-contract';
import type { MediaItem, Message, ThreadState } from '../../shared/domain';
import { MAX_BODY, MAX_DAYS_AHEAD } from '../../shared/message-limit';
import { showAddress } from '../../shared/phone-address';
import { splitText } from '../../shared/split-text';
import { fillTemplate, valueOf, variablesOf, type FilledTemplate, type Template } from '../../shared/template';
import { isoNow, type Clock, type NewId } from '../app/clock';
import { Problem } from '../ipc/problem';
import type { Conversation, Now, Store } from '../store/store';
import type { Senders } from '../twilio/senders';
import type { Templates } from '../twilio/templates';
import type { Attachments } from './attachments';
import { requireWindow } from './check-window';
import type { DeskSettings } from './desk-settings';
import { findChannel, placeMessage, type Place } from './place-message';
import { isVerifiedOnly, markVerified, sendingChannel, type Route, type SendingChannel } from './sending-channel';
import { pieceId } from './text-pieces';
import { hasTakenOver, takenOverEvent, takeOver } from './take-over';

/** What the composer hands over. The id is the window's, so that a repeat is the same message. */
export interface SendCommand extends Route {
  readonly message_id: string;
  readonly content: string;
  /** The AI's draft that this text came from, which is then used up. */
  readonly draft_id: string | null;
  readonly attachments?: readonly AttachmentRef[] | undefined;
  /** A WhatsApp template in the place of `content`. */
  readonly template?: FilledTemplate | undefined;
  /** A Messaging Service that sends it in the place of the number. */
  readonly service_sid?: string | undefined;
  /** When it is to be sent, ISO 8601; without it at once. */
  readonly sendAt?: string | undefined;
  /** What becomes of the thread with it. */
  readonly then?: { readonly state: Exclude<ThreadState, 'open'>; readonly until: string | null } | undefined;
}

export interface SendParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly settings: () => DeskSettings;
}

export interface SendMessageParts extends SendParts {
  readonly attachments: Attachments;
  readonly senders: Senders;
  readonly templates: Templates;
  /** Why Twilio could not fetch a file from here; null when it can. */
  readonly filesProblem: () => string | null;
}

/**
 * Accepts an operator's text: once this resolves it is stored as queued and will be sent, whatever happens to
 * the process.
 *
 * @throws Problem when it cannot go out, with what to do instead
 */
export async function sendMessage(parts: SendMessageParts, command: SendCommand): Promise<void> {
  const { store, clock } = parts;
  const refs = command.attachments ?? [];
  if ((await store.conversation(command.address)).message(command.message_id)) return;
  const verified = await isVerifiedOnly(parts.senders, store.now, command);
  const template = command.template ? await findTemplate(parts.templates, command.template) : null;
  const media = await takeFiles(parts, command, refs);
  await store.commitTo(command.address, (now, conversation) => {
    if (conversation.message(command.message_id)) return { changes: [], result: null };
    const at = isoNow(clock);
    const waits = waitOf(command, parts.settings(), clock.now());
    const sender = sendingChannel(now, command);
    const place = placeOf(parts, now, conversation, { ...sender, address: command.address, at, waits: waits !== null });
    if (sender.type === 'whatsapp' && !template?.approved) {
      requireWindow(conversation, place.channel._id, Date.parse(waits?.sendAt ?? at));
    }
    const content = template ? fillTemplate(template.body, command.template?.variables ?? {}) : command.content;
    const pieces = splitText(content);
    const draft = command.draft_id === null ? undefined : conversation.message(command.draft_id);
    const fromDraft = draft?.content.trim() === command.content ? 'unchanged' : 'edited';
    const message: Message = {
      _id: command.message_id,
      session_id: place.session_id,
      channel_id: place.channel._id,
      content: pieces[0] ?? '',
      sender: 'operator',
      communication_type: sender.type,
      status: 'queued',
      ...waits,
      ...(media.length > 0 ? { media } : {}),
      metadata: {
        fromNumber: sender.ours,
        toNumber: command.address,
        ...(draft ? { fromDraft } : {}),
        ...(draft?.explanation?.knowledge.length ? { draftKnowledge: draft.explanation.knowledge } : {}),
        ...(command.template ? { template: command.template } : {}),
        ...(command.service_sid === undefined ? {} : { messagingServiceSid: command.service_sid }),
      },
      createdAt: at,
    };
    const { contact_id, address, then } = command;
    return {
      changes: [
        ...place.changes.map((change) => (verified ? markVerified(change) : change)),
        ...ownThread(parts, now, contact_id, at),
        ...piecesOf(message, pieces).map((one): Change => ({
          type: 'message.added',
          address,
          contact_id,
          message: one,
        })),
        ...usedDraft(command),
        ...(then ? [{ type: 'thread.state' as const, contact_id, ...then }] : []),
      ],
      result: null,
    };
  });
  await parts.attachments.release(refs);
}

/** One message for each piece of a text, a millisecond apart so that they stay in order; files go with the first. */
function piecesOf(first: Message, pieces: readonly string[]): Message[] {
  const { media: _first, ...bare } = first;
  return pieces.map((content, index) =>
    index === 0
      ? first
      : {
          ...bare,
          _id: pieceId(first._id, index),
          content,
          createdAt: new Date(Date.parse(first.createdAt) + index).toISOString(),
        },
  );
}

/** @throws Problem when it is not a template of the account, or cannot be sent as it is */
async function findTemplate(templates: Templates, { sid, variables }: FilledTemplate): Promise<Template> {
  const { templates: known, problem } = await templates.list();
  const template = known.find((one) => one.sid === sid);
  if (!template) {
    throw new Problem('refused', problem ?? 'This template cannot be sent any more.', 'Choose another template.');
  }
  const missing = variablesOf(template).filter((name) => valueOf(variables, name) === '');
  if (missing.length > 0)
    throw new Problem('refused', `The template has no value for ${missing.join(', ')}.`, 'Fill it in.');
  if (fillTemplate(template.body, variables).length > MAX_BODY) {
    throw new Problem('refused', 'With these values the template is too long.', 'Give shorter ones.');
  }
  return template;
}

/** How long a message waits before it is sent; null for one that is sent at once. */
function waitOf(
  { sendAt }: SendCommand,
  { holdSeconds }: DeskSettings,
  now: number,
): Pick<Message, 'sendAt' | 'held'> | null {
  if (sendAt !== undefined) {
    requireFuture(sendAt, now);
    return { sendAt: new Date(sendAt).toISOString() };
  }
  if (holdSeconds === 0) return null;
  return { sendAt: new Date(now + holdSeconds * 1000).toISOString(), held: true };
}

/** @throws Problem when a message cannot be put off to this time */
export function requireFuture(sendAt: string, now: number): void {
  const ahead = Date.parse(sendAt) - now;
  if (ahead > 0 && ahead <= MAX_DAYS_AHEAD * 86_400_000) return;
  throw ahead > 0
    ? new Problem('refused', 'A message can be put off for a year at most.', 'Choose an earlier time.')
    : new Problem('refused', 'This time is over already.', 'Choose a later time, or send it now.');
}

/**
 * Finds the session of a message. One that waits has not been said, so it begins no session where there is any: it
 * stands in the newest one on its channel until it is sent.
 */
function placeOf(
  parts: SendParts,
  now: Now,
  conversation: Conversation,
  sending: SendingChannel & { readonly address: string; readonly at: string; readonly waits: boolean },
): Pick<Place, 'changes' | 'channel' | 'session_id'> {
  const { type, address, ours, at, waits } = sending;
  const channel = findChannel(now, type, ours);
  const session_id = now.get('addresses', address)?.latest[channel?._id ?? '']?.session_id;
  if (waits && channel && session_id !== undefined && conversation.session(session_id)) {
    return { changes: [], channel, session_id };
  }
  const { gapMs } = parts.settings();
  return placeMessage(now, { type, address, ours, profileName: null, at, gapMs }, parts.newId);
}

/** An operator who writes takes the thread over. */
export function ownThread(parts: SendParts, now: Now, contactId: string, at: string): Change[] {
  const thread = now.get('threads', contactId);
  if (!thread) return [];
  const changes = takeOver(thread, parts.settings(), at);
  return [...changes, ...(hasTakenOver(thread, changes) ? takenOverEvent(parts, now, thread, at) : [])];
}

/** Gives the message its files, if the sender can carry them. */
async function takeFiles(
  parts: SendMessageParts,
  command: SendCommand,
  refs: readonly AttachmentRef[],
): Promise<readonly MediaItem[]> {
  if (refs.length === 0) return [];
  const filesProblem = refs.some(({ kind }) => kind === 'file') ? parts.filesProblem() : null;
  if (filesProblem !== null) throw new Problem('refused', filesProblem, 'Give the file as a link, or open a tunnel.');
  const { type, ours } = sendingChannel(parts.store.now, command);
  const { senders } = await parts.senders.list();
  const kind = type === 'whatsapp' ? 'whatsapp' : 'number';
  const sender = senders.find((one) => one.address === ours && (one.kind === 'whatsapp') === (kind === 'whatsapp'));
  const files = await parts.attachments.describe(refs);
  const carrier = { type, sender: showAddress(ours), canFiles: sender?.can.files ?? true };
  const [problem] = checkFiles(files, carrier, command.content !== '');
  if (problem !== undefined) throw new Problem('refused', problem, 'Remove it, or choose another way to send it.');
  return parts.attachments.claim(command.message_id, refs);
}

function usedDraft(command: SendCommand): Change[] {
  return command.draft_id === null
    ? []
    : [
        {
          type: 'draft.discarded',
          address: command.address,
          contact_id: command.contact_id,
          message_id: command.draft_id,
        },
      ];
}
