import { applyToConversation } from './apply-to-conversation';
import { applyToInbox } from './apply-to-inbox';
import type { Change } from './changes';
import type { Reading, Write } from './tables';

/**
 * The one reducer: gives the documents that a change leaves behind, as writes to be carried out in order.
 * Pure; a document that `read` does not have is passed over, so a window that shows a part applies the same
 * list of changes as the store that holds everything.
 */
export function applyChange(read: Reading, change: Change): Write[] {
  return [...applyToInbox(read, change), ...applyToConversation(read, change)];
}
