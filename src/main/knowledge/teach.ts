import type { Lesson } from '../../shared/contract/knowledge-contract';
import type { Message } from '../../shared/domain';
import { Problem } from '../ipc/problem';
import type { Store } from '../store/store';
import { withVariables } from './with-variables';

/** Longest question that an entry has, in characters. */
const MAX_QUESTION = 500;

export interface TeachParts {
  readonly store: Pick<Store, 'now' | 'conversation'>;
  /** The operator's own name; empty while none is set. */
  readonly operatorName: () => string;
}

/**
 * Gives what a text of ours teaches: the question of the customer that it answered, the text without what is this
 * customer's alone, and the entry that the AI's own text rested on.
 *
 * @throws Problem when the message is not there any more
 */
export async function lessonOf(
  { store, operatorName }: TeachParts,
  sent: { readonly contact_id: string; readonly address: string; readonly message_id: string },
): Promise<Lesson> {
  const conversation = await store.conversation(sent.address);
  const message = conversation.message(sent.message_id);
  if (!message) throw new Problem('not-found', 'This message is not there any more.');
  const before = conversation.messages();
  const at = before.findIndex(({ _id }) => _id === sent.message_id);
  const contactId = store.now.get('addresses', sent.address)?.contact_id ?? sent.contact_id;
  return {
    question: questionBefore(before, at).slice(-MAX_QUESTION),
    answer: withVariables(message.content, {
      contact: store.now.get('contacts', contactId),
      address: sent.address,
      ourNumber: message.metadata.fromNumber,
      operator: operatorName(),
    }),
    entry: restedOn(message).flatMap((id) => store.now.get('knowledge', id) ?? [])[0] ?? null,
  };
}

/** What the customer said since the last answer before it, in one line. */
function questionBefore(messages: readonly Message[], at: number): string {
  const asked: string[] = [];
  for (let i = at - 1; i >= 0; i -= 1) {
    const one = messages[i];
    if (!one || one.kind !== undefined || one.status === 'draft' || one.sender === 'system') continue;
    if (one.sender !== 'contact') {
      // An answer in between, or a piece of the same long text.
      if (asked.length > 0) break;
      continue;
    }
    asked.unshift(one.content.replace(/\s+/g, ' ').trim());
  }
  return asked.filter(Boolean).join(' ');
}

function restedOn(message: Message): readonly string[] {
  return message.explanation?.knowledge ?? message.metadata.draftKnowledge ?? [];
}
