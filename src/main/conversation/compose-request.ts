import type { MediaItem, Message, Session } from '../../shared/domain';
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
}

/**
 * Gives what a provider needs to answer: this session's conversation (with the tail of the thread before
 * it), the team's knowledge and instructions. Notes, drafts and events are the team's own and stay out.
 */
export function composeRequest(source: RequestSource): ReplyRequest {
  const { now, conversation, message } = source;
  const { session_id } = message;
  const session = newestOfSession(conversation, message);
  const contact = now.get('contacts', source.contact_id);
  let earlier: Turn[] | undefined;
  return {
    communication_type: message.communication_type,
    instructions: source.settings.instructions,
    turns: session.map(toTurn),
    // Only when asked for: what lies long back is not in the processor's cache, and few answers need it.
    get earlier() {
      earlier ??= newestBeside(conversation.messages(), session_id, MAX_TURNS - session.length).map(toTurn);
      return earlier;
    },
    returning: isReturning(conversation.sessions(), session_id),
    contactName: contact?.name ?? null,
    knowledge: [...now.values('knowledge')],
    signal: source.signal,
  };
}

/** What was said in the message's session and the message itself, oldest first. */
function newestOfSession(conversation: Conversation, message: Message): Message[] {
  const { session_id } = message;
  const stored = conversation.messages();
  const startedAt = conversation.session(session_id)?.createdAt;
  const said = [message];
  for (let at = stored.length - 1; at >= 0 && said.length < MAX_TURNS; at--) {
    const one = stored[at];
    if (!one) break;
    if (one.session_id === session_id) {
      if (isSaid(one) && one._id !== message._id) said.push(one);
    } else if (startedAt === undefined || one.createdAt < startedAt) break;
  }
  return said.reverse();
}

/** The newest of what was said in other sessions, oldest first. */
function newestBeside(stored: readonly Message[], sessionId: string, most: number): Message[] {
  const said: Message[] = [];
  for (let at = stored.length - 1; at >= 0 && said.length < most; at--) {
    const one = stored[at];
    if (one && one.session_id !== sessionId && isSaid(one)) said.push(one);
  }
  return said.reverse();
}

function isSaid(message: Message): boolean {
  return message.kind === undefined && message.status !== 'draft' && message.sender !== 'system';
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
