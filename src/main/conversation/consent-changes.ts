import type { Change } from '../../shared/changes';
import { optOutKind } from '../../shared/opt-out';
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
