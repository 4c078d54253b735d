import express from 'express';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { webhook } from 'twilio/lib/webhooks/webhooks';
import type { Report } from '../messages';

const TWIML = '<?xml version="1.0" encoding="UTF-8"?><Response><Message>Thank you, we got it.</Message></Response>';

/**
 * The webhook that Twilio's own guide has one write: signature checked, a fixed answer, nothing kept.
 * Source: https://www.twilio.com/docs/usage/tutorials/how-to-secure-your-express-app-by-validating-incoming-twilio-requests
 */
export async function serveExpress(): Promise<Report> {
  const app = express();
  app.use(express.urlencoded({ extended: false }));
  app.post('/api/webhooks/sms', webhook(process.env.TWILIO_AUTH_TOKEN ?? ''), (_request, response) => {
    response.type('text/xml').send(TWIML);
  });
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  return { type: 'listening', url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
