import { expect, onTestFinished, test, vi } from 'vitest';
import { createVerifyNumber } from '../../../src/main/connect/verify-number';
import { createRestClient } from '../../../src/main/twilio/rest-client';
import { createManualClock } from '../../support/manual-clock';
import { startStandIn } from '../../support/stand-in';

const MINE = '+12025550142';

async function setUp() {
  const standIn = await startStandIn();
  onTestFinished(() => standIn.close());
  const { sid: accountSid, authToken } = standIn.account;
  const client = createRestClient({ credentials: () => ({ accountSid, authToken, baseUrl: standIn.baseUrl }) });
  const clock = createManualClock();
  const onVerified = vi.fn();
  const verifying = createVerifyNumber({ client: () => client, clock, newId: () => 'v1', onVerified });
  const phone = standIn.addPhone({ name: 'Own', number: MINE });
  /** Lets time pass up to the next look at Twilio, and waits for what it says. */
  const look = async (ms = 2_000) => {
    clock.advance(ms);
    await vi.waitFor(() => expect(clock.waiting > 0 || verifying.state('v1').state !== 'calling').toBe(true));
    return verifying.state('v1');
  };
  return { standIn, verifying, phone, clock, look, onVerified };
}

// Bug caught: the code is shown, and that the number is verified is noticed by nobody.
test('a number is a caller ID once the code that is shown was keyed in', async () => {
  const { standIn, verifying, phone, look, onVerified } = await setUp();
  const begun = await verifying.begin('+1 (202) 555-0142', 'Own');
  expect(begun).toMatchObject({
    phoneNumber: MINE,
    state: 'calling',
    code: expect.stringMatching(/^\d{6}$/) as unknown,
  });
  expect(await look()).toMatchObject({ state: 'calling' });
  const call = await phone.waitForRing();
  call.answer();
  await call.waitForTurn();
  call.press(begun.code);
  await call.ended;
  expect(standIn.account.callerId(MINE)).toBeDefined();
  expect(await look()).toMatchObject({ state: 'verified', trouble: null });
  expect(onVerified).toHaveBeenCalledOnce();
});

// Bug caught: a wrong code, or a call that nobody took, looks like one that still goes on.
test('a wrong code is noticed when the call is over', async () => {
  const { verifying, phone, look } = await setUp();
  const { code } = await verifying.begin(MINE, '');
  const call = await phone.waitForRing();
  call.answer();
  await call.waitForTurn();
  call.press(code === '111111' ? '222222' : '111111');
  await call.ended;
  let state = await look();
  for (let looks = 0; looks < 4 && state.state === 'calling'; looks += 1) state = await look();
  expect(state).toMatchObject({
    state: 'failed',
    trouble: { message: expect.stringContaining('call has ended') as unknown },
  });
});

// Bug caught: a phone that rings on and on, or Twilio's silence, has the console wait for ever.
test('after two and a half minutes without a word it says so', async () => {
  const { standIn, verifying, look } = await setUp();
  await verifying.begin(MINE, '');
  standIn.setRestTrouble('fault');
  expect(await look(2_000)).toMatchObject({ state: 'calling' });
  expect(await look(150_000)).toMatchObject({ state: 'timed-out' });
});

// Bug caught: what was cancelled is asked of Twilio for ever.
test('cancelled, it asks no more', async () => {
  const { verifying, clock } = await setUp();
  await verifying.begin(MINE, '');
  verifying.cancel('v1');
  expect(clock.waiting).toBe(0);
  expect(() => verifying.state('v1')).toThrow('not being verified any more');
});
