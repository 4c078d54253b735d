import { describe, expect, it } from 'vitest';
import { layOut } from '../../../src/renderer/features/thread/timeline-items';
import type { Message, Session } from '../../../src/shared/domain';

const ADDRESS = '+15550100001';

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
  const one = session('one', '2026-11-22T10:00:00.000Z', '2026-11-22T10:03:00.000Z');
  const two = session('two', '2026-11-22T13:03:00.000Z', '2026-11-22T13:03:00.000Z');

  it('says after what pause a session was resumed', () => {
    const messages = [
      message('a', 'one', '2026-11-22T10:00:00.000Z'),
      message('b', 'one', '2026-11-22T10:03:00.000Z'),
      message('c', 'two', '2026-11-22T13:03:00.000Z'),
    ];
    expect(words(messages, [one, two])).toEqual(['day', 'one started', 'a', 'b', 'two resumed 10800000', 'c']);
  });

  it('says that a session goes on when another channel came between', () => {
    const chat = session('chat', '2026-11-22T10:01:00.000Z', '2026-11-22T10:01:00.000Z', { channel_id: 'whatsapp' });
    const messages = [
      message('a', 'one', '2026-11-22T10:00:00.000Z'),
      message('b', 'chat', '2026-11-22T10:01:00.000Z'),
      message('c', 'one', '2026-11-22T10:02:00.000Z'),
    ];
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
      message('a', 'one', '2026-11-22T10:00:00.000Z'),
      message('n', 'two', '2026-11-22T10:01:00.000Z', { kind: 'note', sender: 'operator' }),
      message('b', 'one', '2026-11-22T10:02:00.000Z'),
    ];
    expect(words(messages, [one, two])).toEqual(['day', 'one started', 'a', 'n', 'b']);
  });

  it('leaves drafts to the composer', () => {
    const messages = [
      message('a', 'one', '2026-11-22T10:00:00.000Z'),
      message('d', 'one', '2026-11-22T10:00:01.000Z', { sender: 'ai', status: 'draft' }),
    ];
    expect(words(messages, [one])).toEqual(['day', 'one started', 'a']);
  });

  it('names a sender once for messages close together, and anew after a pause', () => {
    const messages = [
      message('a', 'one', '2026-11-22T10:00:00.000Z'),
      message('b', 'one', '2026-11-22T10:01:00.000Z'),
      message('c', 'one', '2026-11-22T10:20:00.000Z'),
      message('d', 'one', '2026-11-22T10:20:01.000Z', { sender: 'ai' }),
    ];
    expect(words(messages, [one])).toEqual(['day', 'one started', 'a', '+b', 'c', 'd']);
  });

  it('gives every item a key of its own, also when a session is continued twice', () => {
    const chat = session('chat', '2026-11-22T10:01:00.000Z', '2026-11-22T10:01:00.000Z', { channel_id: 'whatsapp' });
    const messages = ['one', 'chat', 'one', 'chat', 'one'].map((id, i) =>
      message(`m${i}`, id, `2026-11-22T10:0${i}:00.000Z`),
    );
    const keys = layOut(messages, [one, chat]).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('shows messages whose session is not loaded', () => {
    expect(words([message('a', 'gone', '2026-11-22T10:00:00.000Z')], [])).toEqual(['day', 'a']);
  });
});
