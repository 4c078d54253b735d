import twilio from 'twilio';
import { afterEach, describe, expect, it } from 'vitest';
import type { TwilioStandIn } from '../../../src/main/simulator/stand-in';
import { OUR_NUMBER, OUR_WHATSAPP, startStandIn } from '../../support/stand-in';
import { startWebhookConsole, type WebhookConsole } from '../../support/webhook-console';

const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((each) => each.close()));
});

async function start(
  answer: Parameters<typeof startWebhookConsole>[0] = () => undefined,
  options: Parameters<typeof startStandIn>[0] = {},
): Promise<{ standIn: TwilioStandIn; desk: WebhookConsole }> {
  const desk = await startWebhookConsole(answer);
  const standIn = await startStandIn(options);
  standIn.pointAt(desk.url);
  closing.push(standIn, desk);
  return { standIn, desk };
}

const maria = { name: 'Maria', number: '+12025550123', profileName: 'Maria R.' };
const says = (text: string) => ({ body: `<Response><Message>${text}</Message></Response>` });

describe('a phone that texts in', () => {
  it('is posted in a form that the real SDK accepts as signed by Twilio', async () => {
    const { standIn, desk } = await start();
    const sent = await standIn.addPhone(maria).text('Grüße & more: 100% = ½ + "x" 👋');
    const [request] = desk.requests;
    const signature = String(request?.headers['x-twilio-signature']);
    const isValid = (token: string) =>
      twilio.validateRequest(token, signature, request?.url ?? '', { ...request?.params });
    expect(isValid(standIn.account.authToken)).toBe(true);
    expect(isValid('another token')).toBe(false);
    expect(request).toMatchObject({
      method: 'POST',
      path: '/api/webhooks/sms',
      params: {
        ...{ MessageSid: sent.sid, SmsSid: sent.sid, AccountSid: standIn.account.sid, SmsStatus: 'received' },
        ...{ From: maria.number, To: OUR_NUMBER, Body: 'Grüße & more: 100% = ½ + "x" 👋', NumMedia: '0' },
        ...{ NumSegments: '1', ApiVersion: '2010-04-01', FromCountry: 'US', ToCountry: 'US' },
      },
    });
    expect(request?.headers['i-twilio-idempotency-token']).toMatch(/^[0-9a-f]{32}$/);
  });

  it('reaches the WhatsApp webhook with the profile, and no phone number where the user hides it', async () => {
    const { standIn, desk } = await start();
    await standIn.addPhone(maria).text('Ciao', { channel: 'whatsapp' });
    await standIn
      .addPhone({ name: 'Nobody', number: '+12025550124', hidesNumber: true })
      .text('Hi', { channel: 'whatsapp' });
    expect(desk.requests.map(({ path }) => path)).toEqual(['/api/webhooks/whatsapp', '/api/webhooks/whatsapp']);
    expect(desk.requests[0]?.params).toMatchObject({
      ...{ From: `whatsapp:${maria.number}`, To: `whatsapp:${OUR_WHATSAPP}` },
      ...{ ProfileName: 'Maria R.', WaId: '12025550123' },
    });
    expect(desk.requests[1]?.params.From).toMatch(/^whatsapp:US\.[0-9A-F]+$/);
    expect(JSON.stringify(desk.requests[1]?.params)).not.toContain('2025550124');
  });

  it('gets the reply that the TwiML says, letter by letter', async () => {
    const { standIn } = await start(() =>
      says('Tea &amp; <Body>&lt;b&gt; &#x1F44B; </Body><Body><![CDATA[&amp;]]></Body>'),
    );
    const phone = standIn.addPhone(maria);
    const { replies } = await phone.text('Hi');
    expect(replies).toHaveLength(1);
    expect(replies[0]).toMatchObject({ direction: 'outbound-reply', from: OUR_NUMBER, to: maria.number });
    expect((await phone.waitForMessage()).body).toBe('<b> 👋 &amp;');
  });

  it('gets a plain-text answer as a message, as from Twilio', async () => {
    const { standIn } = await start(() => ({ type: 'text/plain; charset=utf-8', body: 'OK' }));
    const phone = standIn.addPhone(maria);
    await phone.text('Hi');
    expect((await phone.waitForMessage()).body).toBe('OK');
  });

  it.each([
    ['JSON', { type: 'application/json', body: '{}' }, 12300],
    ['no content type', { type: null, body: '<Response/>' }, 11200],
    ['broken XML', { body: '<Response><Message>' }, 12100],
    ['an HTML error page', { type: 'text/html', body: '<!doctype html><p>Oops' }, 12100],
    ['two roots', { body: '<Response/><Response/>' }, 12100],
    ['an unknown entity', { body: '<Response><Message>&nbsp;</Message></Response>' }, 12100],
    ['an entity bomb', { body: '<!DOCTYPE r [<!ENTITY a "aaaa">]><Response>&a;</Response>' }, 12100],
    ['a reserved name', { body: '<Response><constructor/></Response>' }, 12100],
    ['over 64 kB', { body: `<Response><!--${'x'.repeat(70_000)}--></Response>` }, 11750],
    ['a server error', { status: 500, body: '<Response/>' }, 11200],
    ['a wrongly cased verb', { body: '<Response><message>Hi</message></Response>' }, 12200],
    ['a verb of calls', { body: '<Response><Say>Hi</Say></Response>' }, 14110],
    ['an empty message', { body: '<Response><Message/></Response>' }, 14103],
    ['a sender of somebody else', { body: '<Response><Message from="+12025550199">x</Message></Response>' }, 14108],
  ])('notes %s in the debugger and sends nothing', async (_what, answer, code) => {
    const { standIn } = await start(() => answer);
    const { replies } = await standIn.addPhone(maria).text('Hi');
    expect(replies).toEqual([]);
    expect(standIn.debuggerLines.map((line) => line.code)).toEqual([code]);
  });

  it('stays in the list when the console cannot be reached, after two tries', async () => {
    const { standIn, desk } = await start();
    await desk.close();
    const { sid, answer } = await standIn.addPhone(maria).text('Anyone there?');
    expect(answer?.problem?.code).toBe(11205);
    expect(standIn.messages.get(sid)).toMatchObject({ status: 'received', body: 'Anyone there?' });
  });

  it('repeats a request with the same token and SID, and says whether the answer was the same', async () => {
    let count = 0;
    const { standIn, desk } = await start(() => says(`Reply ${Math.min((count += 1), 2)}`));
    const phone = standIn.addPhone(maria);
    await phone.text('Hi');
    await standIn.repeat(null, 2);
    const tokens = desk.requests.map(({ headers }) => headers['i-twilio-idempotency-token']);
    expect(new Set(tokens).size).toBe(1);
    expect(new Set(desk.requests.map(({ params }) => params.MessageSid)).size).toBe(1);
    expect(standIn.requests.map(({ sameAnswer }) => sameAnswer)).toEqual([null, false, false]);
    await standIn.settled();
    expect(standIn.messages.newestFirst().filter(({ direction }) => direction === 'outbound-reply')).toHaveLength(1);
  });

  it('makes five equal requests at once and follows one answer', async () => {
    const { standIn, desk } = await start(() => says('Once'));
    const { answers, replies } = await standIn.addPhone(maria).text('Hi', { copies: 5 });
    expect(answers).toHaveLength(5);
    expect(desk.requests).toHaveLength(5);
    expect(replies).toHaveLength(1);
  });
});
