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
  const said = newestSaid(conversation.messages(), message);
  const inSession = said.filter((one) => one.session_id === session_id);
  const contact = now.get('contacts', source.contact_id);
  return {
    communication_type: message.communication_type,
    instructions: source.settings.instructions,
    turns: inSession.map(toTurn),
    earlier: said.filter((one) => one.session_id !== session_id).map(toTurn),
    returning: isReturning(conversation.sessions(), session_id),
    contactName: contact?.name ?? null,
    knowledge: [...now.values('knowledge')],
    signal: source.signal,
  };
}

/** What was said until the message and the message itself, oldest first. Looks at no more than it must. */
function newestSaid(stored: readonly Message[], message: Message): Message[] {
  const said = [message];
  const first = Math.max(0, stored.length - 2 * MAX_TURNS);
  for (let at = stored.length - 1; at >= first && said.length < MAX_TURNS; at--) {
    const one = stored[at];
    if (one && isSaid(one) && one._id !== message._id) said.push(one);
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
