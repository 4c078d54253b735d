import { describe, expect, it } from 'vitest';
import { healthOfWhatsApp } from '../../../src/main/connect/sender-health';

const BASE = 'https://desk.example';
const ADDRESS = '+12025550101';

function overridesWith(inboundRequestUrl: string) {
  const webhook = { callbackUrl: '', fallbackUrl: '', statusCallbackUrl: '' };
  const service = {
    ...{ sid: 'MG1', friendlyName: 'Support', statusCallback: '', numbers: [], whatsAppSenders: [ADDRESS] },
    ...{ inboundRequestUrl, useInboundWebhookOnNumber: false },
  };
  return healthOfWhatsApp(
    { sid: 'XE1', address: ADDRESS, status: 'ONLINE', qualityRating: null, messagingLimit: null, webhook },
    { base: BASE, services: [service], kept: {}, isChosen: () => true, lastInboundAt: () => null },
  ).overrides;
}

describe('the health of a sender', () => {
  // Bug caught: a Messaging Service that somebody has pointed at this console is said to take the texts away from it.
  it('warns of a service that leads elsewhere, not of one that leads here', () => {
    expect(overridesWith('https://crm.example/in')).toHaveLength(1);
    expect(overridesWith('')).toHaveLength(1);
    expect(overridesWith(`${BASE}/api/webhooks/whatsapp`)).toEqual([]);
  });
});
