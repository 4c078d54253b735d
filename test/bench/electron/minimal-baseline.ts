import { app, BrowserWindow } from 'electron';
import express from 'express';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { webhook } from 'twilio/lib/webhooks/webhooks';
import { PAGES_VARIABLE, TEXT_CHANNEL, type Report } from '../messages';

/** The least that can show a text: signature checked, sent to the page, appended to a list. Nothing kept, no reply. */
export async function openMinimal(): Promise<Report> {
  await app.whenReady();
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    webPreferences: { preload: path.join(__dirname, 'minimal-preload.js') },
  });
  await window.loadFile(path.join(process.env[PAGES_VARIABLE] ?? '', 'minimal.html'));
  const server = express();
  server.use(express.urlencoded({ extended: false }));
  server.post('/api/webhooks/sms', webhook(process.env.TWILIO_AUTH_TOKEN ?? ''), (request, response) => {
    const { Body } = request.body as { Body: string };
    window.webContents.send(TEXT_CHANNEL, Body);
    response.type('text/xml').send('<Response/>');
  });
  const listening = await new Promise<Server>((resolve) => {
    const opened = server.listen(0, '127.0.0.1', () => resolve(opened));
  });
  return { type: 'listening', url: `http://127.0.0.1:${(listening.address() as AddressInfo).port}` };
}
