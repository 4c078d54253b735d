import { describe, expect, it } from 'vitest';
import { REMEMBERED_MS, rememberPublicBases } from '../../../src/main/webhook/public-bases';
import { createManualClock } from '../../support/manual-clock';

const [a, b] = ['https://a.example', 'https://b.example'];

describe('the public addresses', () => {
  // Bug caught: retries and reports that Twilio still signs for the address before, refused; or taken for ever.
  it('are remembered for ten minutes after another one came', () => {
    const clock = createManualClock();
    const bases = rememberPublicBases(clock, null);
    expect(bases.all()).toEqual([]);
    bases.set(a);
    clock.advance(24 * 3600_000);
    bases.set(b);
    expect(bases.all()).toEqual([b, a]);
    clock.advance(REMEMBERED_MS - 1);
    expect(bases.all()).toEqual([b, a]);
    clock.advance(1);
    expect(bases.all()).toEqual([b]);
  });

  it('are remembered over a restart', () => {
    const clock = createManualClock();
    const bases = rememberPublicBases(clock, a);
    expect(bases.all()).toEqual([a]);
    bases.set(b);
    expect(bases.all()).toEqual([b, a]);
    clock.advance(REMEMBERED_MS);
    expect(bases.all()).toEqual([b]);
  });

  // Bug caught: a tunnel that flaps makes the list longer with each time, and each forged request dearer.
  it('stand there once, the one in force first, and are few however often they change', () => {
    const clock = createManualClock();
    const bases = rememberPublicBases(clock, null);
    for (let turn = 0; turn < 20; turn += 1) bases.set(turn % 2 === 0 ? a : b);
    expect(bases.all()).toEqual([b, a]);
    for (let turn = 0; turn < 20; turn += 1) bases.set(`https://${turn}.example`);
    expect(bases.all()).toEqual([19, 18, 17, 16].map((turn) => `https://${turn}.example`));
  });

  it('are forgotten in time when none is wanted any more', () => {
    const clock = createManualClock();
    const bases = rememberPublicBases(clock, null);
    bases.set(a);
    bases.set(null);
    expect(bases.all()).toEqual([a]);
    clock.advance(REMEMBERED_MS);
    expect(bases.all()).toEqual([]);
  });
});
