import { whatsAppWindow, type WhatsAppWindow } from '../../../shared/whatsapp-window';
import type { Row } from '../../../shared/ipc-contract';
import { useNow } from '../../components/use-now';
import { addressOfSession, type ThreadOnScreen } from '../../store/desk-state';
import type { SenderOption } from './sender-options';

/** Gives the window in which anything may be written from a sender to an address; null where there is no such thing. */
export function useWhatsAppWindow(
  { thread }: Row,
  onScreen: ThreadOnScreen,
  sender: SenderOption | null,
  to: string | null,
): WhatsAppWindow | null {
  const now = useNow();
  if (sender?.type !== 'whatsapp' || to === null) return null;
  const { channel_id } = sender;
  const { replyTo, lastInboundAt } = thread;
  const wroteHere = replyTo?.channel_id === channel_id && replyTo.address === to;
  const messages = onScreen.messages.filter(({ session_id }) => addressOfSession(onScreen, session_id) === to);
  return whatsAppWindow(messages, channel_id, now, wroteHere ? lastInboundAt : null);
}
