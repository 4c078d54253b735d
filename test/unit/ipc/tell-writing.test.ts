import { expect, it } from 'vitest';
import { createWritingTeller } from '../../../src/main/ipc/tell-writing';
import { createManualClock } from '../../support/manual-clock';

function tellerWithLog() {
  const clock = createManualClock();
  const teller = createWritingTeller(clock);
  const told: (string | null)[] = [];
  teller.onChange(({ text }) => told.push(text));
  const write = (text: string | null) => teller.write('c', '+12025550111', text);
  return { clock, told, write };
}

// Bug caught: a window that draws a text hundreds of times a second, or one whose end is never told.
it('tells the beginning at once, then the newest at most every 80 ms, and the end at once', () => {
  const { clock, told, write } = tellerWithLog();
  for (const text of ['a', 'ab', 'abc']) write(text);
  expect(told).toEqual(['a']);
  clock.advance(80);
  expect(told).toEqual(['a', 'abc']);
  write('abcd');
  write(null);
  expect(told).toEqual(['a', 'abc', null]);
  // Nothing of it comes after its end, and nothing waits any more.
  clock.advance(1000);
  expect(told).toEqual(['a', 'abc', null]);
  expect(clock.waiting).toBe(0);
});

it('says nothing of the end of what was never begun', () => {
  const { told, write } = tellerWithLog();
  write(null);
  expect(told).toEqual([]);
});
