import { whatsAppWindow, type WhatsAppWindow } from '../../shared/whatsapp-window';
import { Problem } from '../ipc/problem';
import type { Conversation } from '../store/store';

/** Why a free text cannot be sent on WhatsApp. */
const closedWords: Readonly<Record<(WhatsAppWindow & { kind: 'closed' })['why'], string>> = {
  over: 'The WhatsApp window is closed: a day has passed since the customer wrote.',
  refused: 'The WhatsApp window is closed: WhatsApp refused the last text as too late.',
  'never-wrote': 'The customer has not written on WhatsApp here, so WhatsApp takes approved templates only.',
};

/** Says why a free text may not be sent on a WhatsApp channel at a time; null when it may. */
export function windowProblem(conversation: Conversation, channelId: string | null, at: number): string | null {
  const window = whatsAppWindow(conversation.messages(), channelId, at);
  return window.kind === 'open' ? null : closedWords[window.why];
}

/** @throws Problem when a free text may not be sent on a WhatsApp channel at a time */
export function requireWindow(conversation: Conversation, channelId: string | null, at: number): void {
  const problem = windowProblem(conversation, channelId, at);
  if (problem !== null)
    throw new Problem('refused', problem, 'Send an approved template, or write from another number.');
}
