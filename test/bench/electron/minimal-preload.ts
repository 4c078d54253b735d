import { contextBridge, ipcRenderer } from 'electron';
import { TEXT_CHANNEL } from '../messages';

contextBridge.exposeInMainWorld('desk', {
  onText: (listener: (text: string) => void) => {
    ipcRenderer.on(TEXT_CHANNEL, (_event, text: string) => listener(text));
  },
});
