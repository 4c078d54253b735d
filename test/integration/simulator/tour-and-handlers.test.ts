import { afterEach, describe, expect, it } from 'vitest';
import { samplePicture } from '../../../src/shared/sample-picture';
import { simulatorRequestSchemas, type SimulatorEvent } from '../../../src/shared/simulator-contract';
import { createRouter } from '../../../src/main/ipc/router';
import { startDemoTour } from '../../../src/main/simulator/demo-tour';
import { addSampleCustomers } from '../../../src/main/simulator/sample-customers';
import { createSimulatorHandlers } from '../../../src/main/simulator/simulator-handlers';
import type { TwilioStandIn } from '../../../src/main/simulator/stand-in';
import { createManualClock } from '../../support/manual-clock';
import { OUR_NUMBER, startStandIn, VERIFIED } from '../../support/stand-in';
import { startWebhookConsole, type WebhookConsole } from '../../support/webhook-console';

const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((each) => each.close()));
});

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

function routerOf(standIn: TwilioStandIn) {
  const unexpected: unknown[] = [];
  const router = createRouter({
    schemas: simulatorRequestSchemas,
    handlers: createSimulatorHandlers(standIn),
    onUnexpected: (_name, error) => unexpected.push(error),
  });
  return { unexpected, ask: (name: string, input: unknown) => router.handle(name, input) };
}

describe('the simulator window', () => {
  it('can be brought up to date from a snapshot and what follows, without a gap or a step back', async () => {
    const { standIn } = await start({}, () => ({ body: '<Response><Message>Hello</Message></Response>' }));
    const { maria } = addSampleCustomers(standIn);
    const { ask } = routerOf(standIn);
    await maria.text('before');
    const events: SimulatorEvent[] = [];
    standIn.onEvent((event) => events.push(event));
    const { value } = (await ask('simulator.snapshot', {})) as { value: { seq: number; messages: { sid: string }[] } };
    await ask('phone.text', { phone_id: maria.id, channel: 'sms', body: 'after', media: [] });
    await maria.waitForMessage(({ body }) => body === 'Hello');
    await standIn.settled();
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => value.seq + 1 + index));
    const known = new Map<string, unknown>(value.messages.map((message) => [message.sid, message]));
    for (const event of events) if (event.type === 'message') known.set(event.message.sid, event.message);
    expect([...known.values()]).toEqual(standIn.messageViews);
  });

  it('shows three customers and the phone of the verified number', async () => {
    const { standIn } = await start();
    addSampleCustomers(standIn);
    const result = await routerOf(standIn).ask('simulator.snapshot', {});
    expect(result).toMatchObject({
      ok: true,
      value: {
        ours: { sms: OUR_NUMBER, voice: OUR_NUMBER },
        phones: [{ name: 'Maria' }, { name: 'Tom' }, { name: 'Aisha' }, { number: VERIFIED }],
      },
    });
  });

  it('sends a picture, which the phone shows again', async () => {
    const { standIn, desk } = await start();
    const { aisha } = addSampleCustomers(standIn);
    const { ask } = routerOf(standIn);
    const sent = await ask('phone.text', { phone_id: aisha.id, channel: 'sms', body: '', media: [samplePicture] });
    const { sid } = (sent as { value: { sid: string } }).value;
    expect(await ask('media.read', { message_sid: sid, index: 0 })).toMatchObject({
      value: { contentType: 'image/png', base64: samplePicture.base64 },
    });
    await standIn.settled();
    expect(desk.requests[0]?.params).toMatchObject({ NumMedia: '1', MediaContentType0: 'image/png', Body: '' });
  });

  it('is told in a sentence what cannot be done', async () => {
    const { standIn } = await start();
    const { maria } = addSampleCustomers(standIn);
    const { ask, unexpected } = routerOf(standIn);
    const empty = { phone_id: maria.id, channel: 'sms', body: '', media: [] };
    const message = async (name: string, input: unknown) =>
      ((await ask(name, input)) as { error: { message: string } }).error.message;
    expect(await message('phone.text', empty)).toBe('There is nothing to send yet.');
    expect(await message('phone.text', { ...empty, phone_id: 'nobody', body: 'x' })).toMatch(/not there any more/);
    expect(await message('call.say', { call_id: 'CA1', text: 'x' })).toBe('This call is over.');
    expect(await message('webhook.repeat', { request_id: null, copies: 5 })).toBe('There is no request to repeat yet.');
    expect(await message('phone.add', { name: 'Maria', number: '+12025550123', hidesNumber: false })).toMatch(
      /already/,
    );
    expect(await message('phone.add', { name: 'x', number: 'abc', hidesNumber: false })).toMatch(/number/);
    expect(unexpected).toEqual([]);
  });

  it('plays a call from its buttons', async () => {
    const { standIn } = await start({}, ({ path }) =>
      path.endsWith('/voice')
        ? { body: '<Response><Gather input="speech" action="/more"><Say>Hello</Say></Gather></Response>' }
        : { body: '<Response><Say>Goodbye</Say></Response>' },
    );
    const { maria } = addSampleCustomers(standIn);
    const { ask } = routerOf(standIn);
    const called = await ask('phone.call', { phone_id: maria.id });
    const { call_id } = (called as { value: { call_id: string } }).value;
    const call = standIn.phoneCall(call_id);
    await call?.waitForTurn();
    await ask('call.say', { call_id, text: 'Hi' });
    expect((await call?.ended)?.lines.map(({ text }) => text)).toEqual(['Hello', 'Hi', 'Goodbye']);
  });
});

describe('the demo tour', () => {
  it('plays texts, WhatsApp, a picture, calls and STOP, one step at a time, to the end', async () => {
    const clock = createManualClock();
    const { standIn, desk } = await start({ clock }, ({ path }) =>
      path.includes('/voice')
        ? { body: '<Response><Gather input="speech"><Say>Yes?</Say></Gather></Response>' }
        : { body: '<Response><Message>Answer</Message></Response>' },
    );
    const tour = startDemoTour({ phones: addSampleCustomers(standIn), clock });
    let steps = 0;
    const isOver = () => Promise.race([tour.done.then(() => true), standIn.settled().then(() => false)]);
    while (!(await isOver())) {
      expect((steps += 1)).toBeLessThan(100);
      clock.advance(3500);
    }
    const inbound = standIn.messages.newestFirst().filter(({ direction }) => direction === 'inbound');
    expect(inbound).toHaveLength(10);
    expect(inbound.filter(({ from }) => from.startsWith('whatsapp:'))).toHaveLength(3);
    expect(inbound.filter(({ media }) => media.length > 0)).toHaveLength(1);
    expect(inbound.map(({ body }) => body)).toContain('STOP');
    expect(standIn.calls.newestFirst().map(({ status }) => status)).toEqual(['completed', 'completed']);
    expect(desk.requests.length).toBeGreaterThan(14);
  });

  it('stops at once when asked to', async () => {
    const clock = createManualClock();
    const { standIn } = await start({ clock });
    const tour = startDemoTour({ phones: addSampleCustomers(standIn), clock });
    tour.stop();
    await tour.done;
    clock.advance(60_000);
    await standIn.settled();
    expect(standIn.messages.newestFirst()).toEqual([]);
    expect(clock.waiting).toBe(0);
  });
});
