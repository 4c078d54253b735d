import { isUnsaid } from '../../shared/apply-to-conversation';
import type { Message } from '../../shared/domain';
import { optOutKind } from '../../shared/opt-out';

/** What a customer wrote in one go, and what was said to it then. */
export interface PastQuestion {
  /** The last message of it, which is the one that is answered. */
  readonly message: Message;
  /** All that they wrote in one go. */
  readonly text: string;
  readonly said: readonly Message[];
  readonly isHandedOver: boolean;
}

/**
 * Finds what customers asked in a conversation: each run of their texts in one session, up to what was said next. Calls and
 * words of consent are no questions, and neither are files without a word.
 *
 * @param messages oldest first
 */
export function pastQuestions(messages: readonly Message[]): PastQuestion[] {
  const spoken = messages.filter(isSpoken);
  const questions: PastQuestion[] = [];
  spoken.forEach((message, index) => {
    const next = spoken[index + 1];
    if (!isAsked(message) || (next && isAsked(next) && next.session_id === message.session_id)) return;
    const burst = burstUpTo(spoken, index);
    const said = answersAfter(spoken, index);
    questions.push({
      message,
      text: burst.map(({ content }) => content).join('\n'),
      said,
      isHandedOver: [...burst, ...said].some(handsOver),
    });
  });
  return questions;
}

function burstUpTo(spoken: readonly Message[], index: number): readonly Message[] {
  const session = spoken[index]?.session_id;
  let first = index;
  for (let before = spoken[first - 1]; before && isAsked(before) && before.session_id === session; first -= 1) {
    before = spoken[first - 2];
  }
  return spoken.slice(first, index + 1);
}

/** What was said on the same channel before the customer wrote again. */
function answersAfter(spoken: readonly Message[], index: number): readonly Message[] {
  const rest = spoken.slice(index + 1);
  const next = rest.findIndex(({ sender }) => sender === 'contact');
  return (next < 0 ? rest : rest.slice(0, next)).filter((one) => one.channel_id === spoken[index]?.channel_id);
}

function isSpoken(message: Message): boolean {
  return message.kind === undefined && message.status !== 'draft' && message.sender !== 'system' && !isUnsaid(message);
}

function isAsked({ sender, content, communication_type }: Message): boolean {
  return (
    sender === 'contact' &&
    communication_type !== 'voice' &&
    content.trim() !== '' &&
    optOutKind(content, undefined, false) === null
  );
}

function handsOver({ decision, explanation }: Message): boolean {
  const kind = decision?.would?.kind ?? decision?.kind;
  return kind === 'hand over' || explanation?.handOff !== undefined;
}
