import { contextBridge } from 'electron';

contextBridge.exposeInMainWorld('switchboard', {});
