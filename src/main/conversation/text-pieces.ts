import { isUnsaid } from '../../shared/apply-to-conversation';
import type { Message } from '../../shared/domain';
import type { Conversation } from '../store/store';

/** Gives the id of a piece of a text that is too long for one message; that of the first is the text's own. */
export function pieceId(first: string, index: number): string {
  return index === 0 ? first : `${first}p${index + 1}`;
}

/** Gives the pieces of a message's text that have not been said yet, itself among them, in order. */
export function unsaidPieces(conversation: Conversation, message: Message): readonly Message[] {
  const first = message._id.replace(/p\d+$/, '');
  return conversation
    .messages()
    .filter((one) => isUnsaid(one) && (one === message || one._id === first || one._id.startsWith(`${first}p`)));
}
