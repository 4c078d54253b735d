import { describe, expect, it } from 'vitest';
import { startNotifications } from '../../../src/main/app/notifications';
import type { Change } from '../../../src/shared/changes';
import type { Contact, Message } from '../../../src/shared/domain';
import type { ModeDefaults } from '../../../src/shared/views';
import { createManualClock } from '../../support/manual-clock';
import { createMemoryStore } from '../../support/memory-store';

const at = '2025-01-15T10:00:00.000Z';

function setUp(defaults: ModeDefaults = { aiEnabled: true, defaultMode: 'auto' }) {
  const store = createMemoryStore();
  const clock = createManualClock();
  const current = { focused: false, refusal: null as Error | null };
  const shown: {
    title: string;
    body: string;
    click: () => void;
    reply: ((text: string) => void) | null;
    closed: boolean;
  }[] = [];
  const replies: [contactId: string, text: string][] = [];
  const chosen: (string | null)[] = [];
  const end = startNotifications({
    store,
    clock,
    defaults: () => defaults,
    isQuiet: () => current.focused,
    show(notice, { onClick, onReply }) {
      const entry = { ...notice, click: onClick, reply: onReply, closed: false };
      shown.push(entry);
      return { close: () => (entry.closed = true) };
    },
    onChosen: (contactId) => chosen.push(contactId),
    onReply(contactId, reply) {
      if (current.refusal) return Promise.reject(current.refusal);
      replies.push([contactId, reply]);
      return Promise.resolve();
    },
  });
  const happen = (...changes: Change[]) => {
    store.apply(...changes);
    store.publish();
  };
  const meet = (id: string, more: Partial<Contact> = {}) =>
    happen({
      type: 'contact.added',
      contact: {
        _id: id,
        name: null,
        profileName: null,
        addresses: ['+15550100001'],
        notes: '',
        blocked: false,
        createdAt: at,
        updatedAt: at,
        ...more,
      },
    });
  return { happen, meet, shown, chosen, replies, current, clock, end };
}

function text(contact_id: string, id: string, more: Partial<Message> = {}): Change {
  const message: Message = {
    _id: id,
    session_id: 's',
    channel_id: 'ch',
    content: `text ${id}`,
    sender: 'contact',
    communication_type: 'sms',
    status: 'received',
    metadata: { fromNumber: '+15550100001', toNumber: '+15550199' },
    createdAt: at,
    ...more,
  };
  return { type: 'message.added', address: '+15550100001', contact_id, message };
}

function flag(contact_id: string, reason: string): Change {
  return { type: 'thread.flagged', contact_id, needsHuman: { reason, since: at } };
}

const off: ModeDefaults = { aiEnabled: false, defaultMode: 'auto' };

describe('notifications', () => {
  it('are quiet while the AI answers', () => {
    const { happen, meet, shown } = setUp();
    meet('c1');
    happen(text('c1', 'm1'));
    happen(text('c1', 'm2', { sender: 'ai', status: 'sent' }));
    expect(shown).toEqual([]);
  });

  it('call a person by the reason why, and open the thread when they are chosen', () => {
    const { happen, meet, shown, chosen } = setUp();
    meet('c1', { name: 'Maria' });
    happen(text('c1', 'm1'), flag('c1', 'Asked for a person.'));
    expect(shown).toMatchObject([{ title: 'Maria', body: 'Asked for a person.\ntext m1' }]);
    shown[0]?.click();
    expect(chosen).toEqual(['c1']);
  });

  it('tell of messages that nobody answers by themself, once each', () => {
    const { happen, meet, shown } = setUp(off);
    meet('c1');
    happen(text('c1', 'm1'));
    happen(text('c1', 'm1'));
    happen(text('c1', 'm2'));
    expect(shown.map((notice) => notice.body)).toEqual(['text m1', 'text m2']);
    expect(shown[0]?.title).toBe('+1 555 010 0001');
  });

  it('keep only the newest of one thread standing', () => {
    const { happen, meet, shown } = setUp(off);
    meet('c1');
    happen(text('c1', 'm1'));
    happen(text('c1', 'm2'));
    expect(shown.map((notice) => notice.closed)).toEqual([true, false]);
  });

  it('are quiet while the desk is in front, and do not come up later for the same message', () => {
    const { happen, meet, shown, current } = setUp(off);
    meet('c1');
    current.focused = true;
    happen(text('c1', 'm1'));
    current.focused = false;
    happen(text('c1', 'm1'));
    expect(shown).toEqual([]);
  });

  it('pass over what arrived while offline, notes and our own words', () => {
    const { happen, meet, shown } = setUp(off);
    meet('c1');
    happen(text('c1', 'm1', { metadata: { fromNumber: '', toNumber: '', recovered: true } }));
    happen(text('c1', 'm2', { kind: 'note', sender: 'operator' }));
    happen(text('c1', 'm3', { sender: 'operator' }));
    happen({ type: 'thread.flagged', contact_id: 'c1', needsHuman: null });
    expect(shown).toEqual([]);
  });

  it('become one when there are many, and single again later', () => {
    const { happen, meet, shown, chosen, clock } = setUp(off);
    for (let count = 0; count < 20; count += 1) {
      meet(`c${count}`);
      happen(text(`c${count}`, `m${count}`));
    }
    expect(shown).toHaveLength(6);
    expect(shown[5]?.body).toContain('More customers');
    shown[5]?.click();
    expect(chosen).toEqual([null]);
    clock.advance(11_000);
    happen(text('c1', 'm99'));
    expect(shown.at(-1)?.body).toBe('text m99');
  });

  it('take an answer, which goes to the thread that they are of', () => {
    const { happen, meet, shown, replies } = setUp(off);
    meet('c1');
    happen(text('c1', 'm1'));
    shown[0]?.reply?.('On my way');
    expect(replies).toEqual([['c1', 'On my way']]);
  });

  // Bug caught: an answer that was refused (STOP, closed window) is gone without a word.
  it('show an answer again that was not accepted, with the reason', async () => {
    const { happen, meet, shown, current, chosen } = setUp(off);
    meet('c1', { name: 'Maria' });
    happen(text('c1', 'm1'));
    current.refusal = new Error('The customer unsubscribed with STOP.');
    shown[0]?.reply?.('On my way');
    await Promise.resolve();
    await Promise.resolve();
    expect(shown[1]).toMatchObject({
      title: 'Not sent to Maria',
      body: 'The customer unsubscribed with STOP.\nOn my way',
    });
    shown[1]?.click();
    expect(chosen).toEqual(['c1']);
  });

  it('that nobody can answer take no answer', () => {
    const { happen, meet, shown } = setUp(off);
    for (let count = 0; count < 6; count += 1) {
      meet(`c${count}`);
      happen(text(`c${count}`, `m${count}`));
    }
    expect(shown.map(({ reply }) => reply !== null)).toEqual([true, true, true, true, true, false]);
  });

  it('pass over people who are blocked', () => {
    const { happen, meet, shown } = setUp(off);
    meet('c1', { blocked: true });
    happen(text('c1', 'm1'), flag('c1', 'Asked for a person.'));
    expect(shown).toEqual([]);
  });

  it('end', () => {
    const { happen, meet, shown, end } = setUp(off);
    meet('c1');
    happen(text('c1', 'm1'));
    end();
    happen(text('c1', 'm2'));
    expect(shown.map((notice) => notice.closed)).toEqual([true]);
  });
});
