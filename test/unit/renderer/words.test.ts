import { describe, expect, it } from 'vitest';
import { linesUpTo } from '../../../src/renderer/features/activity/activity-choice';
import { findLinks } from '../../../src/renderer/components/find-links';
import { initialsOf, nameOf } from '../../../src/renderer/components/person';
import { dayWords, durationWords, shortTime } from '../../../src/renderer/components/time-words';
import { shownName } from '../../../src/shared/shown-name';
import { visibleControls } from '../../../src/shared/visible-controls';
import { isStepDone, pointingWords } from '../../../src/renderer/features/connect/connect-words';
import { catchUpWords, outboxWords, webhookWords } from '../../../src/renderer/features/connection/connection-words';
import { howToShow } from '../../../src/renderer/features/thread/media-kind';
import { momentWords, snoozeTimes } from '../../../src/renderer/features/thread/snooze-times';
import { joinActivity } from '../../../src/renderer/ipc/join-activity';
import { connectSteps } from '../../../src/shared/contract/connect-contract';
import type { Contact } from '../../../src/shared/domain';
import { FakeDesk } from '../../support/fake-desk';

describe('addresses of the web in a text', () => {
  const urls = (text: string) => findLinks(text).flatMap(({ url }) => url ?? []);

  it('are found, without the sign that ends the sentence', () => {
    expect(urls('See https://example.com/a?b=c, (or http://x.org).')).toEqual([
      'https://example.com/a?b=c',
      'http://x.org',
    ]);
  });

  it.each(['javascript:alert(1)', 'file:///etc/passwd', 'example.com', 'https://', 'HTTPS //x', 'data:text/html,x'])(
    'are not made of %j',
    (text) => {
      expect(urls(text)).toEqual([]);
    },
  );

  it('end where the direction of writing is turned', () => {
    expect(urls('https://good.example/\u202Emoc.live')).toEqual(['https://good.example/']);
  });

  it('lose nothing of the text', () => {
    const text = 'a https://x.org b https://y.org/c?d\ne';
    expect(
      findLinks(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
  });
});

describe('text of strangers', () => {
  it('shows control characters and forces no direction', () => {
    expect(visibleControls('a\u0000b\u0007\u001b[31m\u007f\u0085')).toBe('a␀b␇␛[31m␡\ufffd');
    expect(visibleControls('one\r\ntwo\tthree')).toBe('one\ntwo\tthree');
    expect(visibleControls('\u202Egpj.exe')).toBe('gpj.exe');
  });

  it('as a name is told from a name that the team gave', () => {
    const contact: Contact = {
      _id: 'x',
      name: null,
      profileName: null,
      addresses: ['+442079460958'],
      notes: '',
      blocked: false,
      createdAt: '',
      updatedAt: '',
    };
    expect(nameOf(contact)).toBe('+44 20 7946 0958');
    expect(nameOf({ ...contact, profileName: 'Support' })).toBe('~Support');
    expect(nameOf({ ...contact, profileName: 'Boss', name: 'Ana' })).toBe('Ana');
    expect(initialsOf({ ...contact, name: 'Ana María de la Cruz' })).toBe('AC');
    expect(initialsOf({ ...contact, name: '🚲 +1 555' })).toBe('');
  });

  it('as a name is one line, not endless, and something to be seen', () => {
    expect(shownName('Ana\n\u202EMaria\u0007 ')).toBe('Ana Maria␇');
    expect(shownName('x'.repeat(50_000))).toHaveLength(120);
    expect(shownName('👩‍👧'.repeat(100))).not.toMatch(/\p{Surrogate}/u);
    for (const unseen of [null, '', '  ', '\u200b\u200d\ufeff', '\u2060\u00ad', '\u2800', '\u3164', '\u202e']) {
      expect(shownName(unseen)).toBeNull();
    }
  });
});

describe('times', () => {
  const now = new Date(2026, 10, 22, 0, 30).getTime();
  const ago = (ms: number) => new Date(now - ms).toISOString();
  const MINUTE = 60_000;

  it('are short in a row, also over midnight', () => {
    expect(shortTime(ago(30_000), now)).toBe('now');
    expect(shortTime(ago(59 * MINUTE), now)).toBe('59 min');
    expect(shortTime(ago(61 * MINUTE), now)).toBe('1 h');
    expect(shortTime(ago(30 * 60 * MINUTE), now)).toMatch(/^\p{L}+$/u);
  });

  it('go by the day here, not by 24 hours', () => {
    expect(dayWords(ago(20 * MINUTE), now)).toBe('Today');
    expect(dayWords(ago(40 * MINUTE), now)).toBe('Yesterday');
  });

  it.each([
    [-5, '0 s'],
    [59_999, '59 s'],
    [3 * 3_600_000, '3 h'],
    [24 * 3_600_000, '1 day'],
    [50 * 3_600_000, '2 days'],
  ])('of %i ms are %s long', (ms, words) => {
    expect(durationWords(ms)).toBe(words);
  });

  // Bug caught: the same moment offered twice on a Sunday, as tomorrow and as Monday.
  it('to snooze to all lie ahead, each once, and Monday is never today', () => {
    for (let day = 16; day <= 22; day += 1) {
      const at = new Date(2026, 10, day, 9, 0).getTime();
      const times = snoozeTimes(at);
      expect(times.every(({ until }) => until.getTime() > at)).toBe(true);
      expect(times.at(-1)?.until.getDay()).toBe(1);
      expect(new Set(times.map(({ until }) => until.getTime())).size).toBe(times.length);
    }
  });
});

// Bug caught: “Webhooks, done” and “Round trip, done” of steps that somebody has passed over with “Later”.
it('calls a step of connecting done only when what it is for is so', () => {
  const roundTrip = { isRunning: false, provenAt: null, tookMs: null, problem: null, detail: null };
  const state = { token: 'key-store', chosen: ['+1'], pointed: false, finished: false } as const;
  const done = (more: object, tunnel: Parameters<typeof isStepDone>[2]) =>
    connectSteps.filter((step) => isStepDone(step, { ...state, ...more }, tunnel));
  expect(done({}, { state: 'down', roundTrip })).toEqual(['account', 'senders']);
  const proven = { ...roundTrip, provenAt: '2026-01-01T00:00:00.000Z' };
  expect(done({ pointed: true }, { state: 'up', roundTrip: proven })).toEqual(connectSteps.slice(0, 5));
  expect(done({}, { state: 'up', roundTrip: { ...proven, problem: 'It did not come back.' } })).toEqual([
    'account',
    'senders',
    'way',
  ]);
});

describe('where a sender leads', () => {
  const here = (what: 'messages' | 'calls') => ({ what, to: 'here', host: null }) as const;
  const taken = (kind: 'service' | 'trunk') => [{ kind, message: '', remedy: '' }] as const;

  // Bug caught: “Messages come here” in green above the Messaging Service that takes them.
  it('is not said to be here while something else takes what arrives', () => {
    expect(pointingWords(here('messages'), [])).toEqual({ tone: 'good', words: 'Messages come here' });
    expect(pointingWords(here('messages'), taken('service'))).toEqual({
      tone: 'warn',
      words: 'Messages do not come here',
    });
    expect(pointingWords(here('calls'), taken('service')).tone).toBe('good');
    expect(pointingWords(here('calls'), taken('trunk')).tone).toBe('warn');
    expect(pointingWords(here('messages'), taken('trunk')).tone).toBe('good');
  });
});

// Bug caught: “Tomorrow morning, 9:00” and “Next Monday, 9:00” that do not say which day they mean.
describe('a moment to come', () => {
  const now = new Date(2026, 10, 22, 23, 30).getTime();
  it('says its day unless that is today', () => {
    expect(momentWords(new Date(2026, 10, 22, 23, 45), now)).not.toMatch(/Sun/);
    expect(momentWords(new Date(2026, 10, 23, 0, 30), now)).toMatch(/^Mon /);
    expect(momentWords(new Date(2026, 10, 30, 9, 0), now)).toMatch(/Nov/);
  });
});

describe('media', () => {
  it.each([
    ['image/png', 'image'],
    ['image/svg+xml', 'save'],
    ['IMAGE/JPEG; q=1', 'image'],
    ['audio/ogg', 'audio'],
    ['audio/amr', 'save'],
    ['video/mp4', 'video'],
    ['text/html', 'save'],
    ['application/pdf', 'save'],
  ] as const)('of type %s are shown as %s', (type, how) => {
    expect(howToShow(type)).toBe(how);
  });
});

describe('the connection in words', () => {
  const { connection } = new FakeDesk();
  const { roundTrip } = connection.tunnel;
  const tunnel = { kind: 'ngrok', state: 'down', url: null, reason: 'The token is wrong.', roundTrip } as const;

  it('does not call a desk reachable that Twilio cannot reach', () => {
    expect(webhookWords(connection, true, 0).tone).toBe('good');
    const alone = webhookWords(connection, false, 0);
    expect(alone).toMatchObject({ tone: 'warn', word: 'Local only' });
    // What to do is said in words that stand on the screen, not in names of the environment.
    expect(alone.sentence).toMatch(/^No tunnel .* Choose a way for Twilio in Settings, “Public address”\.$/);
    const down = { ...connection, tunnel: { ...tunnel, retryAt: new Date(10_000).toISOString() } };
    expect(webhookWords(down, false, 2_000).sentence).toMatch(/^The token is wrong\. Tried again in 8 s\./);
  });

  // Bug caught: an address that was opened and never proven, or whose test fails, that stands there as reachable.
  it('calls an address reachable only when a request came back through it', () => {
    const up = (more: Partial<typeof roundTrip>) =>
      webhookWords(
        { ...connection, tunnel: { ...tunnel, state: 'up', retryAt: null, roundTrip: { ...roundTrip, ...more } } },
        false,
        0,
      );
    expect(up({})).toMatchObject({ tone: 'warn', word: 'Testing' });
    expect(up({ provenAt: '2026-01-01T00:00:00.000Z' })).toMatchObject({ tone: 'good', word: 'Reachable' });
    const failing = up({ provenAt: '2026-01-01T00:00:00.000Z', problem: 'A web page answers.' });
    expect(failing).toMatchObject({ tone: 'warn', word: 'Not proven' });
    expect(failing.sentence).toMatch(/^A web page answers\. .*taken all the same/);
  });

  // Bug caught: “Up to date” although one of the addresses could not be asked.
  it('calls the desk up to date only when every address could be asked', () => {
    const last = { at: '2026-01-01T00:00:00.000Z', messages: 2, calls: 1, isStopped: false, problems: [] };
    const now = Date.parse(last.at);
    expect(catchUpWords({ running: null, last }, now)).toMatchObject({ tone: 'good', word: 'Up to date' });
    expect(catchUpWords({ running: null, last }, now).sentence).toMatch(/^2 messages and 1 call arrived/);
    const failed = { ...last, problems: ['What arrived at +1 202 is not known: Twilio did not answer.', 'b'] };
    expect(catchUpWords({ running: null, last: failed }, now)).toMatchObject({
      tone: 'bad',
      sentence: expect.stringMatching(/not known: .* And 1 more/) as string,
    });
    const running = { address: 2, addresses: 5, found: 37, placed: 0 };
    expect(catchUpWords({ running, last }, now).word).toBe('2 of 5, 37 found');
  });

  it('puts what failed before what is under way', () => {
    expect(outboxWords({ ...connection, outbox: { pending: 2, failed: 1 } }).word).toBe('1 failed');
    expect(outboxWords({ ...connection, outbox: { pending: 2, failed: 0 } }).word).toBe('2 on the way');
  });

  // Bug caught: “some messages” of the only one.
  it('speaks of one message as of one', () => {
    expect(outboxWords({ ...connection, outbox: { pending: 0, failed: 1 } }).sentence).toMatch(/^One message/);
    expect(outboxWords({ ...connection, outbox: { pending: 1, failed: 0 } }).sentence).toContain('this message');
  });
});

describe('the activity', () => {
  const line = (text: string) =>
    ({ at: `2026-11-22T10:00:0${text.length}.000Z`, level: 'info', text, contact_id: null }) as const;
  const [a, b, c, d] = [line('a'), line('bb'), line('ccc'), line('dddd')];

  it('has each line once, whether it came by itself, in an answer, or both', () => {
    expect(joinActivity([a, b], [b, c])).toEqual([a, b, c]);
    expect(joinActivity([a, b, c], [a, b])).toEqual([a, b, c]);
    expect(joinActivity([a, b, c], [b, c, d])).toEqual([a, b, c, d]);
    expect(joinActivity([], [a])).toEqual([a]);
    expect(joinActivity([a], [c])).toEqual([a, c]);
  });
});

describe('the lines of the activity log', () => {
  // Bug caught: the oldest lines fall away while somebody reads, and everything is pushed along by as many.
  it('end with the one that is held on to, also where the oldest have gone', () => {
    const lines = ['1', '2', '3', '4'].map((at) => ({ at, level: 'info', text: 'Same', contact_id: null }) as const);
    expect(linesUpTo(lines, lines[1] ?? null).map(({ at }) => at)).toEqual(['1', '2']);
    expect(linesUpTo(lines.slice(1), lines[1] ?? null).map(({ at }) => at)).toEqual(['2']);
    expect(linesUpTo(lines.slice(2), lines[1] ?? null)).toHaveLength(2);
    expect(linesUpTo(lines, null)).toBe(lines);
  });
});
