import { Notification } from 'electron';
import type { NotificationOptions } from './notifications';

/** Shows a notice by the system's own notifications; where it has none, nothing is shown. */
export const showNotice: NotificationOptions['show'] = ({ title, body }, onClick) => {
  const notification = new Notification({ title, body });
  notification.on('click', onClick);
  if (Notification.isSupported()) notification.show();
  return { close: () => notification.close() };
};
