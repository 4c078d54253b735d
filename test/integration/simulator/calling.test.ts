import twilio from 'twilio';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/main/app/clock';
import type { TwilioStandIn } from '../../../src/main/simulator/stand-in';
import { createManualClock } from '../../support/manual-clock';
import { OUR_NUMBER, startStandIn, twilioClient, VERIFIED } from '../../support/stand-in';
import { startWebhookConsole, type ConsoleAnswer, type WebhookConsole } from '../../support/webhook-console';

const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((each) => each.close()));
});

/** A console whose documents are given by path. */
async function start(
  documents: Readonly<Record<string, string | ConsoleAnswer>>,
  options: Parameters<typeof startStandIn>[0] = {},
): Promise<{ standIn: TwilioStandIn; desk: WebhookConsole }> {
  const desk = await startWebhookConsole(({ path }) => {
    const document = documents[path.split('?')[0] ?? ''];
    return typeof document === 'string' ? { body: `<Response>${document}</Response>` } : document;
  });
  const standIn = await startStandIn(options);
  standIn.pointAt(desk.url);
  closing.push(standIn, desk);
  return { standIn, desk };
}

const maria = { name: 'Maria', number: '+12025550123' };
const voice = '/api/webhooks/voice';
/** Timers as they are, but no second passes: a slow machine must not make a call longer. */
const secondless = () => ({ ...systemClock, now: () => Date.parse('2025-01-15T10:00:00.000Z') });
const heard = (call: { view: { lines: readonly { who: string; text: string }[] } }) =>
  call.view.lines.map(({ who, text }) => `${who}: ${text}`);

describe('a phone that calls in', () => {
  it('talks in turns through signed requests and reports the end', async () => {
    const gather = (say: string) =>
      `<Gather input="speech dtmf" action="/api/webhooks/voice/turn" actionOnEmptyResult="true"><Say>${say}</Say></Gather>`;
    const documents = { [voice]: gather('Hello &amp; welcome'), [`${voice}/turn`]: gather('And then?') };
    const { standIn, desk } = await start(documents, { clock: secondless() });
    const call = standIn.addPhone(maria).call();
    expect(await call.waitForTurn()).toMatchObject({ status: 'in-progress', waiting: { for: 'input', speech: true } });
    call.say('When do you open?');
    await call.waitForTurn();
    call.press('0');
    await call.waitForTurn();
    call.staySilent();
    await call.waitForTurn();
    call.hangUp();
    await call.ended;
    await standIn.settled();
    expect(heard(call)).toEqual([
      'console: Hello & welcome',
      'me: When do you open?',
      'console: And then?',
      'me: ⌨ 0',
      'console: And then?',
      'console: And then?',
    ]);
    const turns = desk.requests.map(({ path, params }) => [
      path,
      params.CallStatus,
      params.SpeechResult,
      params.Digits,
    ]);
    expect(turns).toEqual([
      [voice, 'ringing', undefined, undefined],
      [`${voice}/turn`, 'in-progress', 'When do you open?', undefined],
      [`${voice}/turn`, 'in-progress', undefined, '0'],
      [`${voice}/turn`, 'in-progress', undefined, ''],
      ['/api/webhooks/status', 'completed', undefined, undefined],
    ]);
    for (const { headers, url, params } of desk.requests) {
      const signature = String(headers['x-twilio-signature']);
      expect(twilio.validateRequest(standIn.account.authToken, signature, url, { ...params })).toBe(true);
    }
    expect(desk.requests.at(-1)?.params).toMatchObject({ CallDuration: '0', CallbackSource: 'call-progress-events' });
  });

  it('goes on with the next verb when nothing is said and the console did not ask for that', async () => {
    const { standIn } = await start({
      [voice]:
        '<Gather input="speech" action="/api/webhooks/voice/turn"><Say>Yes?</Say></Gather><Say>Goodbye.</Say><Hangup/><Say>Never</Say>',
    });
    const call = standIn.addPhone(maria).call();
    await call.waitForTurn();
    call.staySilent();
    expect((await call.ended).status).toBe('completed');
    expect(heard(call)).toEqual(['console: Yes?', 'console: Goodbye.']);
  });

  it('does not take keys where only words are asked for, and stops at the number of digits and the finishing key', async () => {
    const { standIn, desk } = await start({
      [voice]: '<Gather input="speech" action="voice/a"/>',
      [`${voice}/a`]: '<Gather numDigits="2" action="/api/webhooks/voice/b"/>',
      [`${voice}/b`]: '<Gather finishOnKey="*" action="/api/webhooks/voice/c"/>',
      [`${voice}/c`]: '<Hangup/>',
    });
    const call = standIn.addPhone(maria).call();
    await call.waitForTurn();
    call.press('5');
    expect(call.view.waiting).toMatchObject({ for: 'input', digits: false });
    call.say('next');
    await call.waitForTurn();
    call.press('1234');
    await call.waitForTurn();
    call.press('77*8');
    await call.ended;
    expect(desk.requests.slice(1, 4).map(({ params }) => params.Digits)).toEqual([undefined, '12', '77']);
  });

  it('leaves a message, which becomes a recording with a transcript', async () => {
    const { standIn, desk } = await start({
      [voice]:
        '<Say>Please leave a message.</Say><Record action="voice/done" recordingStatusCallback="voice/recording" transcribeCallback="voice/words"/>',
      [`${voice}/done`]: '<Say>Thank you.</Say>',
    });
    const call = standIn.addPhone(maria).call();
    expect((await call.waitForTurn()).waiting).toEqual({ for: 'recording', beep: true });
    call.say('This is Maria, please call me back about my order tomorrow');
    await call.ended;
    await standIn.settled();
    const asked = (path: string) => desk.requests.find((request) => request.path === `${voice}/${path}`)?.params;
    expect(asked('done')).toMatchObject({ RecordingDuration: '4', Digits: '' });
    expect(asked('recording')).toMatchObject({ RecordingStatus: 'completed', RecordingSource: 'RecordVerb' });
    expect(asked('words')?.TranscriptionText).toContain('This is Maria');
    const { sid, authToken } = standIn.account;
    const headers = { authorization: `Basic ${Buffer.from(`${sid}:${authToken}`).toString('base64')}` };
    const file = await fetch(asked('done')?.RecordingUrl ?? '', { headers });
    expect(file.headers.get('content-type')).toBe('audio/x-wav');
    const bytes = Buffer.from(await file.arrayBuffer());
    expect(bytes.subarray(0, 4).toString()).toBe('RIFF');
    expect(bytes.length).toBe(44 + 4 * 8000);
    expect((await fetch(`${asked('done')?.RecordingUrl}.mp3`, { headers })).headers.get('content-type')).toBe(
      'audio/mpeg',
    );
    expect((await fetch(asked('done')?.RecordingUrl ?? '')).status).toBe(401);
  });

  it('leaves a message by hanging up while speaking, and none by hanging up in silence', async () => {
    const { standIn, desk } = await start({ [voice]: '<Record action="voice/done"/>' });
    const phone = standIn.addPhone(maria);
    for (const words of ['Call me', '']) {
      const call = phone.call();
      await call.waitForTurn();
      call.hangUp(words);
      await call.ended;
    }
    await standIn.settled();
    const done = desk.requests.filter(({ path }) => path === `${voice}/done`);
    expect(done.map(({ params }) => params.Digits)).toEqual(['hangup']);
  });

  it('is rejected before it is answered', async () => {
    const { standIn } = await start({ [voice]: '<Reject reason="busy"/>' });
    expect(await standIn.addPhone(maria).call().ended).toMatchObject({ status: 'busy', lines: [] });
  });

  it.each([
    ['an error page', { status: 500, type: 'text/html', body: 'Oops' }],
    ['JSON', { type: 'application/json', body: '{}' }],
    ['a torn document', { body: '<Response><Say>' }],
  ])('hears an apology when the webhook gives %s', async (_what, answer) => {
    const { standIn } = await start({ [voice]: answer });
    const call = standIn.addPhone(maria).call();
    expect((await call.ended).status).toBe('completed');
    expect(heard(call)).toEqual(['twilio: We are sorry, an application error has occurred. Goodbye.']);
  });

  it('is sent to the fallback address with what went wrong', async () => {
    const { standIn, desk } = await start({ [voice]: { status: 503 }, '/plan-b': '<Say>One moment</Say>' });
    standIn.account.numbers[0]?.settings.set('VoiceFallbackUrl', `${desk.url}/plan-b`);
    const call = standIn.addPhone(maria).call();
    await call.ended;
    expect(heard(call)).toEqual(['console: One moment']);
    expect(desk.requests.find(({ path }) => path === '/plan-b')?.params).toMatchObject({ ErrorCode: '11200' });
  });

  it('ends by itself when documents lead in a circle', async () => {
    const { standIn } = await start({ [voice]: '<Redirect/>' });
    await standIn.addPhone(maria).call().ended;
    expect(standIn.debuggerLines.map(({ code }) => code)).toContain(14106);
  });

  it('waits through a pause on the clock, and not after hanging up', async () => {
    const clock = createManualClock();
    const { standIn } = await start({ [voice]: '<Pause length="30"/><Gather input="speech"/>' }, { clock });
    const call = standIn.addPhone(maria).call();
    const paused = new Promise<void>((resolve) => {
      const stop = standIn.onEvent((event) => {
        if (event.type !== 'call' || event.call.status !== 'in-progress') return;
        stop();
        resolve();
      });
    });
    await paused;
    await new Promise(setImmediate);
    clock.advance(29_999);
    await new Promise(setImmediate);
    expect(call.view.waiting).toBeNull();
    clock.advance(1);
    expect((await call.waitForTurn()).waiting).toMatchObject({ for: 'input' });
    clock.advance(12_000);
    call.hangUp();
    expect(await call.ended).toMatchObject({ status: 'completed', durationSeconds: 42 });
  });

  it('goes on by itself after silence where the stand-in is told to count', async () => {
    const clock = createManualClock();
    const { standIn } = await start(
      { [voice]: '<Gather timeout="7"/><Say>Goodbye</Say>' },
      { clock, silenceTimesOut: true },
    );
    const call = standIn.addPhone(maria).call();
    await call.waitForTurn();
    clock.advance(7000);
    await call.ended;
    expect(heard(call)).toEqual(['console: Goodbye']);
  });
});

describe('<Dial>', () => {
  const dial = (inside: string) => ({ [voice]: inside, [`${voice}/after`]: '<Say>Welcome back</Say>' });

  it('joins two people and tells how it went', async () => {
    const { standIn, desk } = await start(
      dial(`<Dial action="voice/after" callerId="${VERIFIED}">+12025550188</Dial>`),
    );
    const operator = standIn.addPhone({ name: 'Owner', number: '+12025550188' });
    const call = standIn.addPhone(maria).call();
    const leg = await operator.waitForRing();
    expect(leg.view).toMatchObject({ direction: 'outbound-dial', from: VERIFIED });
    leg.answer();
    await leg.waitForTurn();
    leg.say('Owner speaking');
    call.say('Hello');
    expect(heard(leg)).toEqual(['me: Owner speaking', 'other: Hello']);
    leg.hangUp();
    await call.ended;
    expect(heard(call)).toEqual([
      'twilio: Ringing +12025550188 …',
      'other: Owner speaking',
      'me: Hello',
      'console: Welcome back',
    ]);
    const after = desk.requests.find(({ path }) => path === `${voice}/after`);
    expect(after?.params).toMatchObject({ DialCallStatus: 'completed', DialBridged: 'true', DialCallSid: leg.id });
  });

  it('goes on when nobody answers, and stops ringing when the caller hangs up', async () => {
    const clock = createManualClock();
    const { standIn } = await start(dial('<Dial timeout="20">+12025550188</Dial><Say>Nobody there</Say>'), { clock });
    const operator = standIn.addPhone({ name: 'Owner', number: '+12025550188' });
    const phone = standIn.addPhone(maria);
    const first = phone.call();
    const rung = await operator.waitForRing();
    clock.advance(20_000);
    await first.ended;
    expect(rung.view.status).toBe('no-answer');
    expect(heard(first).at(-1)).toBe('console: Nobody there');
    const second = phone.call();
    const again = await operator.waitForRing();
    second.hangUp();
    expect((await again.ended).status).toBe('canceled');
  });

  it('refuses a caller ID that is not verified', async () => {
    const { standIn, desk } = await start(
      dial('<Dial action="voice/after" callerId="+12025550199">+12025550188</Dial>'),
    );
    await standIn.addPhone(maria).call().ended;
    expect(standIn.debuggerLines.map(({ code }) => code)).toEqual([13214]);
    expect(desk.requests.find(({ path }) => path === `${voice}/after`)?.params.DialCallStatus).toBe('failed');
  });
});

describe('calls made by REST', () => {
  it('ring the phone, report each step in order, and follow the TwiML given', async () => {
    const { standIn, desk } = await start({}, { clock: secondless() });
    const phone = standIn.addPhone(maria);
    const client = twilioClient(standIn);
    const { sid, status } = await client.calls.create({
      ...{ to: maria.number, from: VERIFIED, twiml: '<Response><Say>Your order is ready</Say></Response>' },
      statusCallback: `${desk.url}/progress`,
      statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
    });
    expect(status).toBe('queued');
    const call = await phone.waitForRing();
    call.answer();
    await call.ended;
    await standIn.settled();
    expect(heard(call)).toEqual(['console: Your order is ready']);
    const progress = desk.requests.map(({ params }) => `${params.SequenceNumber} ${params.CallStatus}`);
    expect(progress).toEqual(['0 queued', '1 ringing', '2 in-progress', '3 completed']);
    expect(await client.calls(sid).fetch()).toMatchObject({ status: 'completed', from: VERIFIED, duration: '0' });
    expect(await client.calls.list({ to: maria.number })).toHaveLength(1);
  });

  it('end as busy, no-answer or canceled', async () => {
    const clock = createManualClock();
    const { standIn } = await start({}, { clock });
    const phone = standIn.addPhone(maria);
    const client = twilioClient(standIn);
    const create = async (to: string) => {
      const { sid } = await client.calls.create({ to, from: OUR_NUMBER, twiml: '<Response/>', timeout: 10 });
      clock.advance(0);
      return sid;
    };
    const status = async (sid: string) => (await client.calls(sid).fetch()).status;
    const declined = await create(maria.number);
    const call = await phone.waitForRing();
    call.decline();
    await call.ended;
    expect(await status(declined)).toBe('busy');
    const nobody = await create('+12025550177');
    clock.advance(10_000);
    await standIn.settled();
    expect(await status(nobody)).toBe('no-answer');
    const calledOff = await create(maria.number);
    const ringing = await phone.waitForRing();
    await client.calls(calledOff).update({ status: 'canceled' });
    expect((await ringing.ended).status).toBe('canceled');
    await expect(client.calls(calledOff).update({ status: 'completed' })).rejects.toMatchObject({ code: 21220 });
  });

  it('can be sent elsewhere while they last', async () => {
    const { standIn } = await start({ [voice]: '<Gather input="speech"><Say>Wait</Say></Gather>' });
    const call = standIn.addPhone(maria).call();
    await call.waitForTurn();
    await twilioClient(standIn).calls(call.id).update({ twiml: '<Response><Say>Taken over</Say></Response>' });
    await call.ended;
    expect(heard(call)).toEqual(['console: Wait', 'console: Taken over']);
  });

  it.each([
    [{ to: maria.number, from: '+12025550199', twiml: '<Response/>' }, 21210],
    [{ to: maria.number, from: OUR_NUMBER }, 21205],
    [{ to: 'nobody', from: OUR_NUMBER, twiml: '<Response/>' }, 21217],
    [{ to: '+15005550002', from: OUR_NUMBER, twiml: '<Response/>' }, 21214],
  ])('%o are refused with %i', async (call, code) => {
    const { standIn } = await start({});
    const create = twilioClient(standIn).calls.create(call);
    await expect(create).rejects.toMatchObject({ status: 400, code });
  });
});
