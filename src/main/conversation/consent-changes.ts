import type { Change } from '../../shared/changes';
import type { Message } from '../../shared/domain';
import { optOutKind } from '../../shared/opt-out';
import type { Conversation } from '../store/store';
import type { Answerable } from './reply-message';

/** What a keyword of consent changes; nothing for any other message. */
export function consentChanges(to: Answerable, optOutType: string | undefined, at: string): Change[] {
  const { message, address } = to;
  const kind = optOutKind(message.content, optOutType);
  if (kind !== 'stop' && kind !== 'start') return [];
  const keyword = message.content.trim().slice(0, 40);
  return [
    {
      type: 'optout.set',
      address,
      channel_id: message.channel_id,
      optedOut: kind === 'stop' ? { at, keyword } : null,
    },
  ];
}

/** Whether a later message on the same channel has settled consent already, one way or the other. */
export function hasSpokenSince(conversation: Conversation, message: Message): boolean {
  return conversation.messages().some((one) => {
    const isLater = one.createdAt > message.createdAt && one.channel_id === message.channel_id;
    const kind = isLater && one.sender === 'contact' ? optOutKind(one.content) : null;
    return kind === 'stop' || kind === 'start';
  });
}
