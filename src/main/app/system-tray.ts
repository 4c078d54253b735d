import { Menu, nativeImage, Tray, type NativeImage } from 'electron';
import type { TrayIcon } from './tray';
import { trayPictures } from './tray-pictures';

/** Puts an icon into the tray of the system. Where there is no tray nothing is seen of it, and nothing goes wrong. */
export function openTrayIcon(platform: NodeJS.Platform): TrayIcon {
  const tray = new Tray(picture(false, platform));
  return {
    setPicture: (hasUnread) => tray.setImage(picture(hasUnread, platform)),
    setToolTip: (text) => tray.setToolTip(text),
    setMenu: (template) => tray.setContextMenu(Menu.buildFromTemplate(template)),
    // On macOS a click opens the menu.
    onClick: (callback) => {
      if (platform !== 'darwin') tray.on('click', callback);
    },
    destroy: () => tray.destroy(),
  };
}

/** The dot that Windows shows on the taskbar's button while something is unread. */
export function overlayPicture(): NativeImage {
  return decode(trayPictures.overlay, 1);
}

function picture(hasUnread: boolean, platform: NodeJS.Platform): NativeImage {
  if (platform !== 'darwin') return decode(hasUnread ? trayPictures.unread : trayPictures.quiet, 2);
  const image = decode(hasUnread ? trayPictures.unreadTemplate : trayPictures.quietTemplate, 2);
  image.setTemplateImage(true);
  return image;
}

function decode(base64: string, scaleFactor: number): NativeImage {
  const image = nativeImage.createEmpty();
  image.addRepresentation({ scaleFactor, buffer: Buffer.from(base64, 'base64') });
  return image;
}
