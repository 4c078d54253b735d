import { describe, expect, it } from 'vitest';
import { countSegments } from '../../../src/renderer/features/composer/count-segments';
import { fillCanned, leftVariables, unknownVariables } from '../../../src/renderer/features/composer/canned-values';
import { actOnList, findTrigger, matchCanned, putCanned } from '../../../src/renderer/features/composer/canned-trigger';
import { arrivedSince } from '../../../src/renderer/features/composer/arrived-since';
import { abilityWords, senderOptions, usualSender } from '../../../src/renderer/features/composer/sender-options';
import { createMessageId } from '../../../src/renderer/store/message-id';
import { emptyThread } from '../../../src/shared/thread-head';
import type { Sender } from '../../../src/shared/contract/composer-contract';
import type { Channel, CommunicationType, Message, Sender as Who, Session, Thread } from '../../../src/shared/domain';

const MARIA = '+15550100001';
const OURS = '+15550100000';

function channel(_id: string, communication_type: CommunicationType, address = OURS): [string, Channel] {
  return [_id, { _id, communication_type, address, name: _id, createdAt: '2026-11-22T10:00:00.000Z' }];
}

const channels = new Map([
  channel('sms', 'sms'),
  channel('wa', 'whatsapp'),
  channel('voice', 'voice'),
  channel('other-voice', 'voice', '+15550109999'),
]);

function session(channel_id: string, fromNumber = MARIA): Session {
  return {
    _id: `${channel_id}-${fromNumber}`,
    channel_id,
    communication_type: channels.get(channel_id)?.communication_type ?? 'sms',
    title: '',
    status: 'active',
    message_count: 1,
    last_message_at: '2026-11-22T10:00:00.000Z',
    metadata: { fromNumber, firstMessageAt: '2026-11-22T10:00:00.000Z' },
    createdAt: '2026-11-22T10:00:00.000Z',
    updatedAt: '2026-11-22T10:00:00.000Z',
  };
}

function thread(channel_id: string, address = MARIA): Thread {
  return { ...emptyThread('x'), replyTo: { channel_id, address } };
}

const owned: Sender = {
  kind: 'number',
  address: OURS,
  name: 'Front desk',
  can: { text: true, files: true, call: true },
  channel_id: 'sms',
};
const callerId: Sender = {
  kind: 'caller-id',
  address: '+15550108888',
  name: 'Owner',
  can: { text: false, files: false, call: true },
  channel_id: null,
};
const whatsApp: Sender = { ...owned, kind: 'whatsapp', name: '', channel_id: 'wa' };
const to = { address: MARIA, optedOut: {} };

describe('who can be written from', () => {
  const usualOf = (channelId: string, senders: readonly Sender[] | null = null) => {
    const sessions = [session('sms'), session(channelId)];
    const options = senderOptions(senders, channels, to, sessions);
    return usualSender(options, channels, MARIA, thread(channelId), sessions);
  };

  it('is whom the customer wrote to unless somebody else is chosen', () => {
    expect(usualOf('wa')).toMatchObject({ type: 'whatsapp', address: OURS, blocked: null });
    expect(usualOf('sms')).toMatchObject({ type: 'sms', channel_id: 'sms' });
    expect(usualOf('wa', [callerId, owned, whatsApp])).toMatchObject({ kind: 'whatsapp' });
  });

  it('answers a caller by text from the number that was called, else from one that can text', () => {
    expect(usualOf('voice')?.channel_id).toBe('sms');
    expect(usualOf('other-voice')?.channel_id).toBe('sms');
  });

  // Bugs caught: a verified number in the place of one that texts; one that is chosen by itself.
  it('lists what only calls last, and says what each can do', () => {
    const options = senderOptions([callerId, owned, whatsApp], channels, to, [session('sms'), session('wa')]);
    expect(options.map((option) => [option.kind, abilityWords(option)])).toEqual([
      ['number', 'SMS, MMS, calls'],
      ['whatsapp', 'WhatsApp'],
      ['caller-id', 'Calls only'],
    ]);
    expect(abilityWords({ kind: 'number', can: { text: true, files: false, call: false } })).toBe('SMS');
  });

  it('is blocked where the person opted out, and only there', () => {
    const stop = { at: '2026-11-22T10:00:00.000Z', keyword: 'STOP' };
    const options = senderOptions(null, channels, { address: MARIA, optedOut: { sms: stop } }, [
      session('sms'),
      session('wa'),
    ]);
    expect(options.map(({ type, blocked }) => [type, blocked?.kind])).toEqual([
      ['sms', 'opted-out'],
      ['whatsapp', undefined],
    ]);
  });

  it('is blocked for a short code, which is a machine, but not for a WhatsApp user without a number', () => {
    const code = senderOptions(null, channels, { address: '72345', optedOut: {} }, [session('sms', '72345')]);
    expect(code.map(({ blocked }) => blocked?.kind)).toEqual(['no-reply']);
    const hidden = { address: 'US.1234567890', optedOut: {} };
    const options = senderOptions([owned, whatsApp, callerId], channels, hidden, [session('wa', 'US.1234567890')]);
    expect(options.map(({ kind, blocked }) => [kind, blocked])).toEqual([['whatsapp', null]]);
  });

  // Bug caught: WhatsApp chosen by itself for somebody who never wrote there, where only templates go out.
  it('is not WhatsApp by itself for somebody who has never written there', () => {
    const sessions = [session('other-voice')];
    const options = senderOptions([whatsApp, owned], channels, to, sessions);
    expect(options.map(({ wroteHere }) => wroteHere)).toEqual([false, false]);
    expect(usualSender(options, channels, MARIA, thread('other-voice'), sessions)).toMatchObject({ type: 'sms' });
  });
});

describe('canned replies', () => {
  const reply = (shortcut: string, text = '') => ({ _id: shortcut, shortcut, text, createdAt: '', updatedAt: '' });

  // Bugs caught: dates and addresses that open the list; a list that opens in the middle of a word.
  it('are asked for by a / that begins a word', () => {
    expect(findTrigger('/', 1)).toEqual({ start: 0, query: '' });
    expect(findTrigger('Hi /ho there', 6)).toEqual({ start: 3, query: 'ho' });
    expect(findTrigger('a\n/x', 4)).toEqual({ start: 2, query: 'x' });
    for (const text of ['1/2', 'https://', 'and/or', '/ho x', '']) expect(findTrigger(text, text.length)).toBeNull();
  });

  it('are found by shortcut first, then by what they say', () => {
    const replies = [
      reply('address', 'Come to the shop at any hour'),
      reply('hours', 'Nine to five'),
      reply('shop-hours'),
    ];
    expect(matchCanned(replies, 'HOUR').map(({ shortcut }) => shortcut)).toEqual(['hours', 'shop-hours', 'address']);
    expect(matchCanned(replies, 'zzz')).toEqual([]);
  });

  // Bug caught: “/” or “/zzz”, for which there is no reply, sent to the customer by the Enter that was to choose one.
  it('keep Enter from sending while the list is open', () => {
    const key = (name: string, held = {}) => ({ key: name, shiftKey: false, ctrlKey: false, metaKey: false, ...held });
    expect(actOnList(key('Enter'), false)).toBe('nothing');
    expect(actOnList(key('Enter', { ctrlKey: true }), false)).toBe('nothing');
    expect(actOnList(key('Enter', { shiftKey: true, metaKey: true }), false)).toBe('nothing');
    expect(actOnList(key('Enter', { ctrlKey: true }), true)).toBe('pick');
    expect(actOnList(key('Enter', { shiftKey: true }), false)).toBeNull();
    expect(actOnList(key('Escape'), false)).toBe('close');
    expect(actOnList(key('Tab'), false)).toBeNull();
  });

  it('take the place of what asked for them, with the caret behind', () => {
    expect(putCanned('Hi /ho!', { start: 3, query: 'ho' }, 'Nine to five')).toEqual({
      text: 'Hi Nine to five!',
      caret: 15,
    });
  });
});

describe('the variables of a reply', () => {
  // Bugs caught: “Hello {{bogus}}” delivered as it stands; an operator without a name who signs with nothing.
  it('are filled in, or stay to be seen and are named with what to do', () => {
    const values = { name: '', our_number: '(202) 555-0100', operator: '' };
    const filled = fillCanned('Hello {{name}}, call {{our_number}}. {{operator}}', values);
    expect(filled).toBe('Hello, call (202) 555-0100. {{operator}}');
    expect(leftVariables(filled, '')).toBe(
      'The customer would read {{operator}}. For {{operator}}, set “Your name” in Settings.',
    );
    expect(fillCanned('{{operator}}', { ...values, operator: 'Ann' })).toBe('Ann');
    expect(leftVariables('Hello {{ bogus }}', 'Ann')).toBe(
      'The customer would read {{bogus}}. {{bogus}} is not known: there are {{name}}, {{our_number}} and {{operator}}.',
    );
    expect(leftVariables('Hello {{name}}', 'Ann')).toMatch(/write it out here/);
    expect(leftVariables('Hello { name }', '')).toBeNull();
  });

  // Bug caught: a reply kept for the whole team with a variable that nothing fills in.
  it('that are not known cannot be kept', () => {
    expect(unknownVariables('Hi {{nmae}}')).toBe(
      '{{nmae}} cannot be filled in. There are {{name}}, {{our_number}} and {{operator}}.',
    );
    expect(unknownVariables('Hi {{ name }}, {{our_number}}, {{operator}}')).toBeNull();
  });
});

describe('what has arrived since a text was begun', () => {
  // Bugs caught: notes, drafts and our own messages that hold a reply up; a text sent without having seen the question.
  it('is what the customer and the AI have said since', () => {
    const at = (minute: number) => `2026-11-22T10:0${minute}:00.000Z`;
    const message = (sender: Who, minute: number, more: Partial<Message> = {}): Message => ({
      _id: `${sender}${minute}`,
      session_id: 's',
      channel_id: 'sms',
      content: '',
      sender,
      communication_type: 'sms',
      status: 'received',
      metadata: { fromNumber: MARIA, toNumber: OURS },
      createdAt: at(minute),
      ...more,
    });
    const messages = [
      message('contact', 1),
      message('contact', 3),
      message('ai', 4, { status: 'sent' }),
      message('ai', 5, { status: 'draft' }),
      message('operator', 6),
      message('operator', 7, { kind: 'note' }),
      message('system', 8, { kind: 'event' }),
    ];
    expect(arrivedSince(messages, at(2)).map(({ _id }) => _id)).toEqual(['contact3', 'ai4']);
    expect(arrivedSince(messages, at(4))).toEqual([]);
    expect(arrivedSince(messages, null)).toEqual([]);
  });
});

describe('the length of a text', () => {
  it.each([
    ['Hello', 1, 'GSM-7'],
    ['x'.repeat(160), 1, 'GSM-7'],
    ['x'.repeat(161), 2, 'GSM-7'],
    ['€'.repeat(80), 1, 'GSM-7'],
    ['€'.repeat(81), 2, 'GSM-7'],
    ['ż'.repeat(70), 1, 'UCS-2'],
    ['ż'.repeat(71), 2, 'UCS-2'],
    ['👍', 1, 'UCS-2'],
  ] as const)('of %j is %i segments of %s', (text, segments, encoding) => {
    expect(countSegments(text)).toMatchObject({ segments, encoding });
  });

  it('names the characters that make it longer, each once', () => {
    expect(countSegments('It’s “here”, it’s').forcedBy).toEqual(['’', '“', '”']);
    expect(countSegments('It is here').forcedBy).toEqual([]);
  });
});

describe('the id of a message written here', () => {
  it('is a document id that sorts by its second', () => {
    const fill = (bytes: Uint8Array) => bytes.fill(0xab);
    expect(createMessageId(Date.parse('2026-11-22T10:00:00.999Z'), fill)).toBe('6b02bd20abababababababab');
    expect(createMessageId(5_000_000_000_000, fill)).toMatch(/^[0-9a-f]{24}$/);
  });
});
