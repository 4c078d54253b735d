import { describe, expect, it } from 'vitest';
import { layOut } from '../../../src/renderer/features/thread/timeline-items';
import type { Message, Session } from '../../../src/shared/domain';

const ADDRESS = '+15550100001';
/** A time of one day here, wherever here is: days are those of the clock on the wall. */
const at = (hour: number, minute: number, second = 0) => new Date(2026, 10, 22, hour, minute, second).toISOString();

function session(id: string, first: string, last: string, more: Partial<Session> = {}): Session {
  return {
    _id: id,
    channel_id: 'sms',
    communication_type: 'sms',
    title: id,
    status: 'active',
    message_count: 1,
    last_message_at: last,
    metadata: { fromNumber: ADDRESS, firstMessageAt: first },
    createdAt: first,
    updatedAt: last,
    ...more,
  };
}

function message(id: string, session_id: string, createdAt: string, more: Partial<Message> = {}): Message {
  return {
    _id: id,
    session_id,
    channel_id: 'sms',
    content: id,
    sender: 'contact',
    communication_type: 'sms',
    status: 'received',
    metadata: { fromNumber: ADDRESS, toNumber: '+15550100000' },
    createdAt,
    ...more,
  };
}

/** Each item in a word or two. */
function words(messages: readonly Message[], sessions: readonly Session[]): string[] {
  return layOut(messages, sessions).map((item) => {
    switch (item.kind) {
      case 'day':
        return 'day';
      case 'session':
        return [item.session._id, item.how, item.pauseMs].filter((part) => part !== null).join(' ');
      case 'message':
        return item.follows ? `+${item.key}` : item.key;
    }
  });
}

describe('the layout of a thread', () => {
  const one = session('one', at(10, 0), at(10, 3));
  const two = session('two', at(13, 3), at(13, 3));

  it('says after what pause a session was resumed', () => {
    const messages = [message('a', 'one', at(10, 0)), message('b', 'one', at(10, 3)), message('c', 'two', at(13, 3))];
    expect(words(messages, [one, two])).toEqual(['day', 'one started', 'a', 'b', 'two resumed 10800000', 'c']);
  });

  it('says that a session goes on when another channel came between', () => {
    const chat = session('chat', at(10, 1), at(10, 1), { channel_id: 'whatsapp' });
    const messages = [message('a', 'one', at(10, 0)), message('b', 'chat', at(10, 1)), message('c', 'one', at(10, 2))];
    expect(words(messages, [one, chat])).toEqual([
      'day',
      'one started',
      'a',
      'chat started',
      'b',
      'one continued',
      'c',
    ]);
  });

  it('puts no divider around a note, whatever session it is kept with', () => {
    const messages = [
      message('a', 'one', at(10, 0)),
      message('n', 'two', at(10, 1), { kind: 'note', sender: 'operator' }),
      message('b', 'one', at(10, 2)),
    ];
    expect(words(messages, [one, two])).toEqual(['day', 'one started', 'a', 'n', 'b']);
  });

  it('leaves drafts to the composer', () => {
    const messages = [
      message('a', 'one', at(10, 0)),
      message('d', 'one', at(10, 0, 1), { sender: 'ai', status: 'draft' }),
    ];
    expect(words(messages, [one])).toEqual(['day', 'one started', 'a']);
  });

  it('names a sender once for messages close together, and anew after a pause', () => {
    const messages = [
      message('a', 'one', at(10, 0)),
      message('b', 'one', at(10, 1)),
      message('c', 'one', at(10, 20)),
      message('d', 'one', at(10, 20, 1), { sender: 'ai' }),
    ];
    expect(words(messages, [one])).toEqual(['day', 'one started', 'a', '+b', 'c', 'd']);
  });

  it('gives every item a key of its own, also when a session is continued twice', () => {
    const chat = session('chat', at(10, 1), at(10, 1), { channel_id: 'whatsapp' });
    const messages = ['one', 'chat', 'one', 'chat', 'one'].map((id, i) => message(`m${i}`, id, at(10, i)));
    const keys = layOut(messages, [one, chat]).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('shows messages whose session is not loaded', () => {
    expect(words([message('a', 'gone', at(10, 0))], [])).toEqual(['day', 'a']);
  });
});
