import { describe, expect, it } from 'vitest';
import { decideSilence, type SilenceFacts } from '../../../src/main/policy/silence';
import { summarise, type SaidLine } from '../../../src/main/policy/summarise';

const customer = (text: string): SaidLine => ({ who: 'customer', text });
const ai = (text: string): SaidLine => ({ who: 'ai', text });

describe('the summary of a hand-over', () => {
  // Bug caught: a summary that tells “I want a person” and not what about.
  it('says who it is, what they want, and what was tried', () => {
    const said = [customer('My parcel arrived broken'), ai('Which one?'), customer('a person please')];
    expect(summarise('Ana', said, false)).toBe(
      'Ana wrote “My parcel arrived broken”, and last “a person please”. The AI answered once: “Which one?”.',
    );
  });

  it.each<[SaidLine[], string]>([
    [[customer('Hello')], 'Ana wrote “Hello”. The AI has not answered in this session.'],
    [[customer(' ')], 'Ana wrote nothing that can be read. The AI has not answered in this session.'],
    [[ai('a'), ai('b'), customer('Hi')], 'Ana wrote “Hi”. The AI answered twice, last: “b”.'],
    [
      [ai('a'), ai('b'), ai('c'), { who: 'operator', text: 'x' }, customer('Hi')],
      'Ana wrote “Hi”. The AI answered 3 times, last: “c”. A person has written here too.',
    ],
  ])('%j', (said, expected) => {
    expect(summarise('Ana', said, false)).toBe(expected);
  });

  // Bug caught: “The AI has not answered” right beside the line in which it says that a person takes over.
  it('does not deny the line that stands beside it', () => {
    expect(summarise('Ana', [customer('A person, please')], true)).toBe(
      'Ana wrote “A person, please”. All that the AI has said is that a person takes over.',
    );
  });

  // Bug caught: half an emoji, line breaks, or a text of 1,600 characters in one line of a banner.
  it('is one line, cut between characters', () => {
    const line = summarise('Ana', [customer(`Line one\n\nline two ${'👩‍👩‍👧'.repeat(200)}`)], false);
    expect(line).toMatch(/^Ana wrote “Line one line two .*…”\. The AI has not/u);
    expect(line).not.toMatch(/\p{Surrogate}|\n/u);
    expect(Array.from(line).length).toBeLessThan(200);
  });
});

describe('a hand-over that nobody takes up', () => {
  const minute = 60_000;
  const due: SilenceFacts = {
    since: 0,
    now: 15 * minute,
    minutes: 15,
    isEscalated: false,
    isSeenTo: false,
    hours: 'open',
    mayTell: true,
  };

  // Bug caught: a customer who is told although somebody is there, twice, at night, or against their will.
  it.each<[string, Partial<SilenceFacts>, string]>([
    ['is told of after the time', {}, 'tell'],
    ['not a moment before', { now: 15 * minute - 1 }, 'wait'],
    ['never where that is off', { minutes: 0 }, 'over'],
    ['once', { isEscalated: true }, 'over'],
    ['not where a person has seen to it', { isSeenTo: true }, 'over'],
    ['not while closed', { hours: 'closed' }, 'wait'],
    ['not in quiet hours', { hours: 'quiet' }, 'wait'],
    ['only inside, where nothing may be written', { mayTell: false }, 'escalate'],
  ])('%s', (_name, more, expected) => {
    expect(decideSilence({ ...due, ...more })).toBe(expected);
  });
});
