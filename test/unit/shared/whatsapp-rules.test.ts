import { describe, expect, it } from 'vitest';
import type { Message } from '../../../src/shared/domain';
import { fillTemplate, obviousValues, variablesOf } from '../../../src/shared/template';
import { whatsAppWindow } from '../../../src/shared/whatsapp-window';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const start = Date.parse('2026-11-22T10:00:00.000Z');
const at = (ms: number) => new Date(start + ms).toISOString();

function message(ms: number, sender: Message['sender'], more: Partial<Message> = {}): Message {
  return {
    _id: `m${ms}`,
    session_id: 's',
    channel_id: 'wa',
    content: 'x',
    sender,
    communication_type: 'whatsapp',
    status: sender === 'contact' ? 'received' : 'sent',
    metadata: { fromNumber: '', toNumber: '' },
    createdAt: at(ms),
    ...more,
  };
}

describe('the WhatsApp window', () => {
  const inbound = message(0, 'contact');
  const refused = message(HOUR, 'operator', { status: 'failed', error: { code: 63016, message: '' } });

  // Bugs caught: an hour lost or won at the edges; a text sent in the last seconds, which Twilio takes too late.
  it('is open for a day after the customer wrote there, less five minutes', () => {
    expect(whatsAppWindow([inbound], 'wa', start)).toEqual({ kind: 'open', leftMs: 24 * HOUR - 5 * MINUTE });
    expect(whatsAppWindow([inbound], 'wa', start + 24 * HOUR - 5 * MINUTE - 1)).toEqual({ kind: 'open', leftMs: 1 });
    expect(whatsAppWindow([inbound], 'wa', start + 24 * HOUR - 5 * MINUTE)).toEqual({ kind: 'closed', why: 'over' });
  });

  // Bug caught: a text to another of our numbers, a note, our own words or a simulated message taken for the customer's.
  it('counts what this customer wrote to this sender, and nothing else', () => {
    const others = [
      message(0, 'contact', { channel_id: 'sms' }),
      message(1, 'operator'),
      message(2, 'contact', { kind: 'event' }),
      message(3, 'contact', { metadata: { fromNumber: '', toNumber: '', simulated: true } }),
    ];
    expect(whatsAppWindow(others, 'wa', start)).toEqual({ kind: 'closed', why: 'never-wrote' });
    expect(whatsAppWindow([], null, start)).toEqual({ kind: 'closed', why: 'never-wrote' });
    expect(whatsAppWindow([], 'wa', start, at(-HOUR))).toMatchObject({ kind: 'open' });
  });

  // Bug caught: a clock that runs ahead believed, although WhatsApp has said that the window is closed.
  it('is closed when WhatsApp has said so, until the customer writes again', () => {
    expect(whatsAppWindow([inbound, refused], 'wa', start + 2 * HOUR)).toEqual({ kind: 'closed', why: 'refused' });
    const again = message(2 * HOUR, 'contact');
    expect(whatsAppWindow([inbound, refused, again], 'wa', start + 2 * HOUR)).toMatchObject({ kind: 'open' });
  });
});

describe('templates', () => {
  const template = { body: 'Hi {{ 1 }}, order {{2}} is ready. {{1}}', samples: { '1': 'Ana', '2': '1234', link: 'x' } };

  it('have the variables of their text in order, and those of their buttons after them', () => {
    expect(variablesOf(template)).toEqual(['1', '2', 'link']);
  });

  // Bugs caught: a value with `$&` taken for a pattern; a variable in a value filled in turn.
  it('are filled everywhere, and keep what has no value', () => {
    expect(fillTemplate(template.body, { '1': '$& {{2}}', '2': '' })).toBe(
      'Hi $& {{2}}, order {{2}} is ready. $& {{2}}',
    );
  });

  // Bug caught: a template's variable is called like something that every object has, and the composer falls over it.
  it('may have variables of any name', () => {
    expect(fillTemplate('{{constructor}} {{toString}}', { toString: 'Maria' })).toBe('{{constructor}} Maria');
  });

  it.each([
    ['Hello {{1}}, it is ready.', { '1': 'Maria' }],
    ['Good morning {{1}}!', { '1': 'Maria' }],
    ['Dear {{customer_name}}: hello', { customer_name: 'Maria' }],
    ['Your order {{1}} is ready, {{first_name}}.', { first_name: 'Maria' }],
    ['Your code is {{1}}.', {}],
    ['{{1}} is your code', {}],
  ])('%s: the name goes where it is surely meant', (body, expected) => {
    expect(obviousValues({ body, samples: {} }, 'Maria')).toEqual(expected);
    expect(obviousValues({ body, samples: {} }, '')).toEqual({});
  });
});
