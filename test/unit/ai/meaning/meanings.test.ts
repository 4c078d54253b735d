import { describe, expect, it } from 'vitest';
import { createKnowledgeProvider } from '../../../../src/main/ai/knowledge';
import { createKnowledgeSearch } from '../../../../src/main/ai/knowledge-search';
import { createMeanings } from '../../../../src/main/ai/meaning/meanings';
import { createManualClock } from '../../../support/manual-clock';
import { customer, entry, requestOf } from '../talk';

/** An encoder that the test holds: it answers when it is let, each text by its length. */
function heldEncoder() {
  const clock = createManualClock(0);
  let behindMs = 0;
  const asked: (readonly string[])[] = [];
  const errors: unknown[] = [];
  const waiting: { give: () => void; fail: (error: unknown) => void }[] = [];
  const meanings = createMeanings({
    encoder: {
      encode: (texts) => {
        asked.push(texts);
        return new Promise((resolve, reject) => {
          waiting.push({ give: () => resolve(texts.map((text) => Float32Array.of(text.length))), fail: reject });
        });
      },
    },
    clock: { ...clock, now: () => clock.now() - behindMs },
    onError: (error) => errors.push(error),
  });
  const setBack = (ms: number) => (behindMs += ms);
  return { clock, asked, errors, waiting, meanings, setBack };
}

const turn = () => new Promise(setImmediate);

describe('what is not known yet', () => {
  // Bug caught: an answer by words alone that goes out at once although the better one is a moment away.
  it('is not run at once', async () => {
    const { meanings, waiting } = heldEncoder();
    expect(meanings.attempt(() => meanings.of('abc')?.[0])).toBeNull();
    const understood = meanings.understand(() => meanings.of('abc')?.[0]);
    waiting[0]?.give();
    expect(await understood).toBe(3);
    expect(meanings.attempt(() => meanings.of('abc')?.[0])).toBe(3);
  });

  // Bug caught: a text that is only asked for because of what another one means, and is never encoded.
  it('is found out in turn', async () => {
    const { meanings, waiting, asked } = heldEncoder();
    const understood = meanings.understand(() => meanings.of('a') && meanings.of('bb')?.[0]);
    waiting[0]?.give();
    await turn();
    waiting[1]?.give();
    expect(await understood).toBe(2);
    expect(asked).toEqual([['a'], ['bb']]);
  });

  // Bug caught: a customer who waits for an encoder that never comes back.
  it('is gone without after four seconds', async () => {
    const { meanings, clock } = heldEncoder();
    const understood = meanings.understand(() => meanings.of('abc')?.[0] ?? 'by words');
    await turn();
    clock.advance(4_000);
    expect(await understood).toBe('by words');
  });

  // Bug caught: a model that cannot be read and is tried again with every text, each time with a line in the log.
  it('is not asked of an encoder that has failed until it has rested', async () => {
    const { meanings, clock, waiting, errors, asked } = heldEncoder();
    const understood = meanings.understand(() => meanings.of('abc')?.[0] ?? 'by words');
    waiting[0]?.fail(new Error('no model'));
    expect(await understood).toBe('by words');
    expect(errors).toHaveLength(1);
    expect(meanings.attempt(() => meanings.of('abc')?.[0] ?? 'by words')).toBe('by words');
    expect(await meanings.learn(['other'])).toBeNull();
    expect(asked).toHaveLength(1);
    clock.advance(600_000);
    expect(meanings.attempt(() => meanings.of('abc')?.[0] ?? 'by words')).toBeNull();
  });

  // Bug caught: an installation without its model, which writes the same line into the log every ten minutes.
  it('is said to fail once, until it has worked again', async () => {
    const { meanings, clock, waiting, errors } = heldEncoder();
    const fail = async (at: number) => {
      const learned = meanings.learn(['abc']);
      waiting[at]?.fail(new Error('no model'));
      expect(await learned).toBeNull();
      clock.advance(600_000);
    };
    const both = [meanings.learn(['a']), meanings.learn(['b'])];
    for (const { fail: failNow } of waiting) failNow(new Error('no model'));
    expect(await Promise.all(both)).toEqual([null, null]);
    clock.advance(600_000);
    await fail(2);
    expect(errors).toHaveLength(1);
    const learned = meanings.learn(['abc']);
    waiting[3]?.give();
    expect(await learned).toHaveLength(1);
    await fail(4);
    expect(errors).toHaveLength(2);
  });

  // Bug caught: a clock that is set back by a year, after which meanings are compared again in a year.
  it('rests no longer when the clock is set back, and keeps nobody waiting for longer', async () => {
    const { meanings, clock, waiting, setBack } = heldEncoder();
    const learned = meanings.learn(['abc']);
    waiting[0]?.fail(new Error('no model'));
    expect(await learned).toBeNull();
    setBack(3_600_000);
    const understood = meanings.understand(() => (meanings.of('abc') && meanings.of('de')) ?? 'by words');
    setBack(3_600_000);
    expect(waiting).toHaveLength(2);
    waiting[1]?.give();
    await turn();
    expect(waiting).toHaveLength(3);
    clock.advance(4_000);
    expect(await understood).toBe('by words');
  });

  // Bug caught: a console that grows with every text that it ever got.
  it('is forgotten where thousands of others came after', async () => {
    const { meanings, waiting } = heldEncoder();
    for (let at = 0; at < 2_001; at += 1) {
      const understood = meanings.understand(() => meanings.of(`text ${at}`));
      waiting[at]?.give();
      await understood;
    }
    expect(meanings.attempt(() => meanings.of('text 0'))).toBeNull();
    expect(meanings.attempt(() => meanings.of('text 2000'))).not.toBeNull();
  });
});

describe('a provider with meanings', () => {
  const knowledge = [entry('hours', 'What are your opening hours?', 'From 9 to 18.')];
  const ask = (text: string) => requestOf([customer(text)], { knowledge });

  // Bug caught: everybody waits at the first start until all that the team knows is understood.
  it('answers by words at once while a whole list of entries is being learned', () => {
    const { meanings, asked } = heldEncoder();
    const provider = createKnowledgeProvider(meanings, createKnowledgeSearch(meanings));
    const many = Array.from({ length: 60 }, (_, at) => entry(`e${at}`, `What is number ${at}?`, `It is ${at}.`));
    const request = requestOf([customer('may one pop round at noon')], { knowledge: many });
    expect(provider.instantly?.(request)).toMatchObject({ rule: 'no entry fits' });
    expect(asked).toHaveLength(1);
  });

  // Bug caught: after an entry was changed, the first who asks gets another answer than the second with the same words.
  it('waits for a few entries that are new, whoever asks', async () => {
    const { meanings, waiting } = heldEncoder();
    const provider = createKnowledgeProvider(meanings, createKnowledgeSearch(meanings));
    const request = ask('may one pop round at noon');
    expect(provider.instantly?.(request)).toBeNull();
    const [one, other] = [provider.reply(request), provider.reply(request)];
    for (let given = 0; given < 3; given += 1) {
      waiting[given]?.give();
      await turn();
    }
    const first = await one;
    expect(first.scores).toHaveProperty('hours');
    expect(await other).toEqual(first);
    expect(provider.instantly?.(request)).toEqual(first);
  });

  // Bug caught: the very words of an entry and another language wait for what they do not need.
  it('needs none for the very words of an entry and for what is surely not English', async () => {
    const { meanings, waiting } = heldEncoder();
    const provider = createKnowledgeProvider(meanings, createKnowledgeSearch(meanings));
    provider.instantly?.(ask('hello'));
    expect(provider.instantly?.(ask('when do you open'))).toBeNull();
    waiting[0]?.give();
    await turn();
    expect(provider.instantly?.(ask('what are your opening hours'))?.text).toBe('From 9 to 18.');
    expect(provider.instantly?.(ask('¿cuánto cuesta el envío a mi casa?'))).not.toBeNull();
  });
});
