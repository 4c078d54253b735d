import { wasSaid } from '../../shared/apply-to-conversation';
import type { CommunicationType, KnowledgeEntry, MediaItem, Message, Session } from '../../shared/domain';
import { mediaWords } from '../../shared/preview';
import type { ReplyRequest, Turn } from '../ai/provider';
import type { Conversation, Now } from '../store/store';
import type { DeskSettings } from './desk-settings';

/** How much of a conversation a provider is shown at most; it cuts further to its own budget. */
const MAX_TURNS = 40;

export interface RequestSource {
  readonly now: Now;
  readonly conversation: Conversation;
  readonly contact_id: string;
  /** The message being answered, which need not be stored yet. */
  readonly message: Message;
  readonly settings: DeskSettings;
  readonly signal: AbortSignal;
  /** Told the text as far as it is written. */
  readonly onText?: (soFar: string) => void;
}

/**
 * Gives what a provider needs to answer: this session's conversation (with the tail of the thread before
 * it), the team's knowledge in use and its instructions. Notes, drafts and events are the team's own and stay out, and so does
 * what has reached nobody: what waits for its time, was called off or failed.
 */
export function composeRequest(source: RequestSource): ReplyRequest {
  const request = new ComposedRequest(source);
  // Taken now: what is said while the provider writes is not what it was asked.
  request.take();
  return request;
}

/** Gives the same for a provider that answers in this very moment: of a long session only what it looks at is read. */
export function composeForNow(source: RequestSource): ReplyRequest {
  return new ComposedRequest(source);
}

class ComposedRequest implements ReplyRequest {
  readonly communication_type: CommunicationType;
  readonly instructions: string;
  readonly returning: boolean;
  readonly contactName: string | null;
  readonly ourNumber: string;
  readonly knowledge: readonly KnowledgeEntry[];
  readonly signal: AbortSignal;
  readonly onText?: (soFar: string) => void;
  private readonly conversation: Conversation;
  private readonly message: Message;
  private inSession: readonly Turn[] | undefined;
  private atItsEnd: readonly Turn[] | undefined;
  private before: readonly Turn[] | undefined;

  constructor({ now, conversation, contact_id, message, settings, signal, onText }: RequestSource) {
    this.communication_type = message.communication_type;
    this.instructions = settings.instructions;
    this.returning = isReturning(conversation.sessions(), message.session_id);
    this.contactName = now.get('contacts', contact_id)?.name ?? null;
    this.ourNumber = message.metadata.toNumber;
    this.knowledge = activeEntries(now);
    this.signal = signal;
    if (onText) this.onText = onText;
    this.conversation = conversation;
    this.message = message;
  }

  take(): readonly Turn[] {
    this.inSession ??= turnsOfSession(this.conversation, this.message, () => false);
    return this.inSession;
  }

  get turns(): readonly Turn[] {
    return this.take();
  }

  /** Only when asked for, as all that follows: what lies long back is in no cache of the processor. */
  get recent(): readonly Turn[] {
    this.atItsEnd ??= this.inSession ?? turnsOfSession(this.conversation, this.message, isFromQuestionOn);
    return this.atItsEnd;
  }

  /** Few answers need it. */
  get earlier(): readonly Turn[] {
    const most = MAX_TURNS - this.turns.length;
    this.before ??= newestBeside(this.conversation.messages(), this.message.session_id, most).map(toTurn);
    return this.before;
  }
}

/** Whether turns, newest first, go back to what the customer had said before the team's newest words. */
function isFromQuestionOn(said: readonly Turn[]): boolean {
  return said.at(-1)?.who === 'customer' && said.at(-2)?.who === 'team';
}

/** What may be answered from: an entry that is not in use reaches no provider. */
function activeEntries(now: Now): KnowledgeEntry[] {
  const entries: KnowledgeEntry[] = [];
  for (const entry of now.values('knowledge')) if (entry.active !== false) entries.push(entry);
  return entries;
}

/**
 * What was said in the message's session and the message itself, oldest first.
 *
 * @param isEnough told what is read so far, newest first; what was said before that is left out
 */
function turnsOfSession(
  conversation: Conversation,
  message: Message,
  isEnough: (said: readonly Turn[]) => boolean,
): Turn[] {
  const { session_id } = message;
  const stored = conversation.messages();
  const startedAt = conversation.session(session_id)?.createdAt;
  // When a text arrives it is not kept yet, and a session can be long.
  const isStored = conversation.message(message._id) !== undefined;
  const said = [toTurn(message)];
  for (let at = stored.length - 1; at >= 0 && said.length < MAX_TURNS && !isEnough(said); at--) {
    const one = stored[at];
    if (!one) break;
    if (one.session_id === session_id) {
      if (wasSaid(one) && !(isStored && one._id === message._id)) said.push(toTurn(one));
    } else if (startedAt === undefined || one.createdAt < startedAt) break;
  }
  return said.reverse();
}

/** The newest of what was said in other sessions, oldest first. */
function newestBeside(stored: readonly Message[], sessionId: string, most: number): Message[] {
  const said: Message[] = [];
  for (let at = stored.length - 1; at >= 0 && said.length < most; at--) {
    const one = stored[at];
    if (one && one.session_id !== sessionId && wasSaid(one)) said.push(one);
  }
  return said.reverse();
}

function isReturning(sessions: readonly Session[], sessionId: string): boolean {
  return sessions.some((session) => session._id !== sessionId);
}

function toTurn(message: Message): Turn {
  return {
    who: message.sender === 'contact' ? 'customer' : 'team',
    text: message.media?.length ? withMedia(message.content, message.media) : message.content,
    at: message.createdAt,
  };
}

function withMedia(text: string, media: readonly MediaItem[]): string {
  const words = `[${mediaWords(media.map((item) => item.contentType))}]`;
  return text ? `${text} ${words}` : words;
}
