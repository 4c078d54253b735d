import { Notification } from 'electron';
import type { ShowNotice } from './notifications';

/**
 * Shows a notice by the system's own notifications; where it has none, nothing is shown. An answer can be typed into it
 * where the system has that, which is macOS.
 */
export const showNotice: ShowNotice = ({ title, body }, { onClick, onReply }) => {
  const notification = new Notification({
    title,
    body,
    ...(onReply && { hasReply: true, replyPlaceholder: 'Reply' }),
  });
  notification.on('click', onClick);
  if (onReply) {
    // The older runtime gives the text beside the event, newer ones in it.
    notification.on('reply', (event: { readonly reply?: unknown }, ...beside: readonly unknown[]) => {
      const text = event.reply ?? beside[0];
      if (typeof text === 'string' && text.trim() !== '') onReply(text.trim());
    });
  }
  if (Notification.isSupported()) notification.show();
  return { close: () => notification.close() };
};
