import { describe, expect, it } from 'vitest';
import { countSegments } from '../../../src/renderer/features/composer/count-segments';
import { replyRoutes } from '../../../src/renderer/features/composer/reply-routes';
import { createMessageId } from '../../../src/renderer/store/message-id';
import { emptyThread } from '../../../src/shared/apply-to-inbox';
import type { Channel, CommunicationType, Session, Thread } from '../../../src/shared/domain';

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

const free = [{ address: MARIA, optedOut: {} }];

describe('the ways to write to a contact', () => {
  it('begin with the one that they wrote on last', () => {
    const routes = replyRoutes(thread('wa'), [session('wa'), session('sms')], free, channels);
    expect(routes.map(({ type }) => type)).toEqual(['whatsapp', 'sms']);
    expect(routes[0]).toMatchObject({ channelId: 'wa', address: MARIA, from: OURS, blocked: null });
  });

  it('answer a caller by text from the number that was called, or not at all', () => {
    expect(replyRoutes(thread('voice'), [session('voice')], free, channels)[0]?.channelId).toBe('sms');
    expect(replyRoutes(thread('other-voice'), [session('other-voice')], free, channels)).toEqual([]);
  });

  it('are blocked where the person opted out, and only there', () => {
    const stop = { at: '2026-11-22T10:00:00.000Z', keyword: 'STOP' };
    const addresses = [{ address: MARIA, optedOut: { sms: stop } }];
    const routes = replyRoutes(thread('sms'), [session('sms'), session('wa')], addresses, channels);
    expect(routes.map(({ type, blocked }) => [type, blocked?.kind])).toEqual([
      ['sms', 'opted-out'],
      ['whatsapp', undefined],
    ]);
  });

  it('are blocked for a short code, which is a machine, but not for a WhatsApp user without a number', () => {
    expect(replyRoutes(thread('sms', '72345'), [], [], channels)[0]?.blocked?.kind).toBe('no-reply');
    expect(replyRoutes(thread('wa', 'US.1234567890'), [], [], channels)[0]?.blocked).toBeNull();
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

  it('names the character that makes it longer', () => {
    expect(countSegments('It’s here').forcedBy).toBe('’');
    expect(countSegments('It is here').forcedBy).toBeNull();
  });
});

describe('the id of a message written here', () => {
  it('is a document id that sorts by its second', () => {
    const fill = (bytes: Uint8Array) => bytes.fill(0xab);
    expect(createMessageId(Date.parse('2026-11-22T10:00:00.999Z'), fill)).toBe('6b02bd20abababababababab');
    expect(createMessageId(5_000_000_000_000, fill)).toMatch(/^[0-9a-f]{24}$/);
  });
});
