import { afterEach, describe, expect, it } from 'vitest';
import type { TwilioStandIn } from '../../../src/main/simulator/stand-in';
import { createManualClock } from '../../support/manual-clock';
import { OUR_NUMBER, OUR_WHATSAPP, startStandIn, twilioClient } from '../../support/stand-in';
import { startWebhookConsole, type WebhookConsole } from '../../support/webhook-console';

const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((each) => each.close()));
});

const CUSTOMER = '+12025550123';
const maria = { name: 'Maria', number: CUSTOMER };

async function start(
  options: Parameters<typeof startStandIn>[0] = {},
  answer: Parameters<typeof startWebhookConsole>[0] = () => undefined,
): Promise<{ standIn: TwilioStandIn; desk: WebhookConsole }> {
  const desk = await startWebhookConsole(answer);
  const standIn = await startStandIn(options);
  standIn.pointAt(desk.url);
  closing.push(standIn, desk);
  return { standIn, desk };
}

/** Sends by REST and waits until Twilio has nothing more to say. */
async function deliver(
  standIn: TwilioStandIn,
  desk: WebhookConsole,
  from = OUR_NUMBER,
  to = CUSTOMER,
): Promise<string> {
  const message = { to, from, body: 'x', statusCallback: `${desk.url}/status` };
  const { sid } = await twilioClient(standIn).messages.create(message);
  await untilFinal(standIn, sid);
  return sid;
}

function untilFinal(standIn: TwilioStandIn, sid: string): Promise<void> {
  const isFinal = () => {
    const { status = '', to = '' } = standIn.messages.get(sid) ?? {};
    return ['failed', 'undelivered', 'read', ...(to.startsWith('whatsapp:') ? [] : ['delivered'])].includes(status);
  };
  return new Promise((resolve) => {
    const look = () => {
      if (!isFinal()) return;
      stop();
      resolve(standIn.settled());
    };
    const stop = standIn.onEvent(look);
    look();
  });
}

const statuses = (desk: WebhookConsole) =>
  desk.requests.filter(({ path }) => path === '/status').map(({ params }) => params.MessageStatus);

describe('a delivery', () => {
  it('reports each step in order and ends on the phone', async () => {
    const { standIn, desk } = await start();
    const phone = standIn.addPhone(maria);
    const sid = await deliver(standIn, desk);
    expect(statuses(desk)).toEqual(['sending', 'sent', 'delivered']);
    expect(desk.requests[0]?.params).toMatchObject({ MessageSid: sid, SmsSid: sid, From: OUR_NUMBER, To: CUSTOMER });
    expect(phone.received().map((message) => message.sid)).toEqual([sid]);
  });

  it('is read on WhatsApp, where somebody has written within a day', async () => {
    const { standIn, desk } = await start();
    await standIn.addPhone(maria).text('Hi', { channel: 'whatsapp' });
    await deliver(standIn, desk, `whatsapp:${OUR_WHATSAPP}`, `whatsapp:${CUSTOMER}`);
    expect(statuses(desk)).toEqual(['sending', 'sent', 'delivered', 'read']);
    expect(desk.requests.at(-1)?.params).toMatchObject({ ChannelPrefix: 'whatsapp', EventType: 'READ' });
  });

  it('fails later with 63016 on WhatsApp when a day has passed, unless it is a template', async () => {
    const clock = createManualClock();
    const { standIn, desk } = await start({ clock, templates: [{ friendlyName: 'news', body: 'There is news.' }] });
    await standIn.addPhone(maria).text('Hi', { channel: 'whatsapp' });
    const client = twilioClient(standIn);
    const address = { to: `whatsapp:${CUSTOMER}`, from: `whatsapp:${OUR_WHATSAPP}` };
    clock.advance(24 * 3_600_000);
    const late = await client.messages.create({ ...address, body: 'x', statusCallback: `${desk.url}/status` });
    expect(late.status).toBe('queued');
    const template = await client.messages.create({ ...address, contentSid: standIn.account.templates[0]!.sid });
    clock.advance(1000);
    await standIn.settled();
    expect(standIn.messages.get(late.sid)).toMatchObject({ status: 'failed', errorCode: 63016, arrived: false });
    expect(standIn.messages.get(template.sid)?.status).toBe('read');
  });

  it('takes its time from the clock', async () => {
    const clock = createManualClock();
    const { standIn } = await start({ clock, delivery: { stepMs: 1000 } });
    const { sid } = await twilioClient(standIn).messages.create({ to: CUSTOMER, from: OUR_NUMBER, body: 'x' });
    const status = () => standIn.messages.get(sid)?.status;
    const seen = [status()];
    for (let step = 0; step < 3; step += 1) {
      clock.advance(999);
      seen.push(status());
      clock.advance(1);
      seen.push(status());
    }
    expect(seen).toEqual(['queued', 'queued', 'sending', 'sending', 'sent', 'sent', 'delivered']);
  });

  it.each([
    [30003, ['sending', 'sent', 'undelivered'], 'undelivered'],
    [30007, ['sending', 'sent', 'undelivered'], 'undelivered'],
    [21610, ['failed'], 'failed'],
    [99999, ['failed'], 'failed'],
  ])('fails with %i as chosen for one phone, and not for the others', async (code, reported, status) => {
    const { standIn, desk } = await start();
    const phone = standIn.addPhone(maria);
    standIn.addPhone({ name: 'Tom', number: '+12025550124' });
    standIn.setDelivery({ failWith: code }, phone.id);
    const sid = await deliver(standIn, desk);
    expect(statuses(desk)).toEqual(reported);
    expect(desk.requests.at(-1)?.params.ErrorCode).toBe(String(code));
    expect(await twilioClient(standIn).messages(sid).fetch()).toMatchObject({ status, errorCode: code });
    expect(phone.received()).toEqual([]);
    const other = await deliver(standIn, desk, OUR_NUMBER, '+12025550124');
    expect(standIn.messages.get(other)?.status).toBe('delivered');
  });

  it('reports the last step first, or every step twice, where that is set', async () => {
    const { standIn, desk } = await start({ delivery: { stepMs: 0, reorder: true } });
    await deliver(standIn, desk);
    expect(statuses(desk)).toEqual(['delivered', 'sent', 'sending']);
    desk.requests.length = 0;
    standIn.setDelivery({ reorder: false, duplicate: true });
    await deliver(standIn, desk);
    expect(statuses(desk)).toEqual(['sending', 'sending', 'sent', 'sent', 'delivered', 'delivered']);
  });

  it('of a TwiML reply reports to action and statusCallback, once where both are the same', async () => {
    const { standIn, desk } = await start({}, ({ path }) =>
      path === '/api/webhooks/sms'
        ? {
            body: '<Response><Message action="/status" statusCallback="/status">a</Message><Message>never</Message></Response>',
          }
        : undefined,
    );
    const { replies } = await standIn.addPhone(maria).text('Hi');
    expect(replies.map(({ body }) => body)).toEqual(['a']);
    await untilFinal(standIn, replies[0]?.sid ?? '');
    expect(statuses(desk).sort()).toEqual(['delivered', 'queued', 'sending', 'sent']);
  });

  it('of a reply to somebody who said STOP fails, and the customer hears of it from Twilio only', async () => {
    const { standIn } = await start({}, () => ({
      body: '<Response><Message>Sorry to see you go</Message></Response>',
    }));
    const phone = standIn.addPhone(maria);
    const { replies } = await phone.text('STOP');
    expect(replies).toMatchObject([{ status: 'failed', errorCode: 21610 }]);
    await phone.waitForMessage();
    expect(phone.received()).toHaveLength(1);
  });

  it('of replies stops when two machines answer each other', async () => {
    const { standIn } = await start({}, () => ({ body: '<Response><Message>Beep</Message></Response>' }));
    const phone = standIn.addPhone(maria);
    for (let turn = 0; turn < 16; turn += 1) await phone.text('Boop');
    expect(standIn.debuggerLines.map(({ code }) => code)).toEqual([14107]);
  });

  it('of more than ten replies to one message stops at ten', async () => {
    const { standIn } = await start({}, () => ({ body: `<Response>${'<Message>x</Message>'.repeat(11)}</Response>` }));
    const { replies } = await standIn.addPhone(maria).text('Hi');
    expect(replies).toHaveLength(10);
    expect(standIn.debuggerLines.map(({ code }) => code)).toEqual([14109]);
  });
});

describe('a webhook', () => {
  it('gets 15 seconds, by the clock, and is not asked again after a slow answer', async () => {
    const clock = createManualClock();
    const { standIn, desk } = await start({ clock }, () => new Promise(() => undefined));
    const { outcome } = standIn.addPhone(maria).startText('Hi');
    await new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        if (desk.requests.length === 0) return;
        clearInterval(timer);
        resolve();
      }, 5);
    });
    clock.advance(15_000);
    const { answer } = await outcome;
    expect(answer?.problem).toMatchObject({ code: 11200 });
    expect(desk.requests).toHaveLength(1);
  });

  it('is asked again after an error where its address says so', async () => {
    let count = 0;
    const { standIn, desk } = await start({}, () => ((count += 1) < 3 ? { status: 503 } : { body: '<Response/>' }));
    standIn.account.numbers[0]?.settings.set('SmsUrl', `${desk.url}/sms?a=1#rc=3&rp=5xx`);
    const { answer } = await standIn.addPhone(maria).text('Hi');
    expect(answer).toMatchObject({ statusCode: 200, problem: null });
    expect(desk.requests.map(({ path }) => path)).toEqual(['/sms?a=1', '/sms?a=1', '/sms?a=1']);
  });

  it('that redirects is asked again by GET without the form, or with it after 307, and not for ever', async () => {
    const { standIn, desk } = await start({}, ({ path }) => {
      if (path === '/api/webhooks/sms') return { status: 302, headers: { location: '/moved' } };
      return path === '/round' ? { status: 302, headers: { location: '/round' } } : undefined;
    });
    const phone = standIn.addPhone(maria);
    await phone.text('Hi');
    expect(desk.requests.at(-1)).toMatchObject({ method: 'GET', path: '/moved', params: {} });
    standIn.account.numbers[0]?.settings.set('SmsUrl', `${desk.url}/round`);
    expect((await phone.text('Hi')).answer?.problem?.code).toBe(11215);
  });

  it('is not reached while the console is offline; texts stay in the list, and nothing is repeated later', async () => {
    const { standIn, desk } = await start();
    const phone = standIn.addPhone(maria);
    standIn.setReachable(false);
    const { sid } = await phone.text('Are you there?');
    standIn.setReachable(true);
    expect(desk.requests).toEqual([]);
    const [missed] = await twilioClient(standIn).messages.list({ to: OUR_NUMBER });
    expect(missed).toMatchObject({ sid, direction: 'inbound', body: 'Are you there?' });
    await phone.text('Hello again');
    expect(desk.requests).toHaveLength(1);
  });

  it('of a stranger who does not know the token has a wrong signature', async () => {
    const { standIn, desk } = await start();
    const phone = standIn.addPhone(maria);
    await phone.text('Hi');
    await phone.text('Hi', { signedWith: 'guess', params: { MessageSid: 'SM1' } });
    const signatures = desk.requests.map(({ headers }) => headers['x-twilio-signature']);
    expect(new Set(signatures).size).toBe(2);
    expect(desk.requests[1]?.params.MessageSid).toBe('SM1');
  });
});
