import type { DecisionKind, DecisionRecord } from '../../src/shared/decision';
import type { CommunicationType, Explanation, Message, Session } from '../../src/shared/domain';

/**
 * Three days at a desk, small enough to be counted by hand: who says what, when, and what was decided. What is to be
 * counted of it stands beside it in the tests, with the sum that gives it.
 */

const DAY_1 = '2026-11-02';
const DAY_2 = '2026-11-03';
const DAY_3 = '2026-11-04';

export const threeDays = { from: DAY_1, to: DAY_3 };

type Line = readonly [
  day: string,
  time: string,
  session: string,
  sender: Message['sender'],
  text: string,
  more?: Partial<Message>,
];

const explained = (more: Partial<Explanation>): Partial<Message> => ({
  explanation: { provider: 'openai', model: 'm', durationMs: 900, rule: null, knowledge: [], tokens: null, ...more },
});
const decided = (kind: DecisionKind, rule: string, would?: DecisionRecord['would']): Partial<Message> => ({
  decision: { kind, rule, reason: 'Because.', at: '2026-11-02T00:00:00.000Z', ...(would ? { would } : {}) },
});
const would = (kind: DecisionKind, text: string | null, rule = 'shadow') =>
  decided('stay silent', rule, { kind, text });
const fromDraft = (how: 'unchanged' | 'edited'): Partial<Message> => ({
  metadata: { fromNumber: '', toNumber: '', fromDraft: how },
});

/** Sessions by name: who, on which channel. What begins at which moment follows from the first line of each. */
const sessions: Readonly<Record<string, readonly [address: string, kind: CommunicationType]>> = {
  s1: ['+12025550101', 'sms'],
  s2: ['+12025550102', 'sms'],
  s3: ['+12025550103', 'whatsapp'],
  s4: ['+12025550104', 'sms'],
  s5: ['+12025550105', 'whatsapp'],
  s6: ['+12025550106', 'sms'],
  s7: ['+12025550101', 'sms'],
  s8: ['+12025550103', 'whatsapp'],
  s9: ['+12025550103', 'whatsapp'],
  s10: ['+12025550110', 'sms'],
  s11: ['+12025550111', 'sms'],
  s12: ['+12025550112', 'whatsapp'],
  s13: ['+12025550113', 'whatsapp'],
  s14: ['+12025550114', 'sms'],
  s15: ['+12025550115', 'sms'],
  s16: ['+12025550116', 'sms'],
  s17: ['+12025550117', 'whatsapp'],
  s18: ['+12025550117', 'whatsapp'],
};

const lines: readonly Line[] = [
  // The AI alone: after 4 s.
  [DAY_1, '09:00:00', 's1', 'contact', 'Where is my order?'],
  [
    DAY_1,
    '09:00:04',
    's1',
    'ai',
    'It arrives tomorrow.',
    { ...decided('answer', 'auto'), ...explained({ tokens: 200, costUsd: 0.002 }) },
  ],
  [DAY_1, '09:01:00', 's1', 'contact', 'Thanks'],
  [
    DAY_1,
    '09:01:02',
    's1',
    'ai',
    'You’re welcome!',
    { ...decided('answer', 'auto'), ...explained({ provider: 'mock' }) },
  ],
  // The AI after 6 s hands over, a person goes on after 180 s.
  [DAY_1, '10:00:00', 's2', 'contact', 'A person please', decided('hand over', 'asked')],
  [
    DAY_1,
    '10:00:06',
    's2',
    'ai',
    'I get someone.',
    { ...decided('hand over', 'asked'), ...explained({ tokens: 300, costUsd: 0.003, handOff: 'asked' }) },
  ],
  [DAY_1, '10:03:00', 's2', 'operator', 'Hi, it’s Jo.'],
  // A draft goes out as it is after 120 s, another one changed after 240 s.
  [DAY_1, '11:00:00', 's3', 'contact', 'Open on Saturday?', decided('draft', 'draft')],
  [DAY_1, '11:02:00', 's3', 'operator', 'Yes, from ten.', fromDraft('unchanged')],
  [DAY_1, '12:00:00', 's4', 'contact', 'Do you have red ones?', decided('draft', 'draft')],
  [DAY_1, '12:04:00', 's4', 'operator', 'Yes, three of them.', fromDraft('edited')],
  // A draft that nobody used: own words after 180 s. One that still waits; nobody has answered.
  [DAY_2, '09:00:00', 's5', 'contact', 'Is it in stock?', decided('draft', 'draft')],
  [DAY_2, '09:03:00', 's5', 'operator', 'No, next week.'],
  [DAY_2, '10:00:00', 's6', 'contact', 'And blue ones?', decided('draft', 'draft')],
  [DAY_2, '10:00:02', 's6', 'ai', 'We have blue ones.', { status: 'draft' }],
  // The AI's answer is not delivered, a person's after 240 s is.
  [DAY_2, '11:00:00', 's7', 'contact', 'Hello again'],
  [
    DAY_2, '11:00:10', 's7', 'ai', 'Hello!',
    { status: 'undelivered', error: { code: 30007, message: 'Filtered' }, ...explained({ tokens: 100, costUsd: 0.001 }) },
  ], // prettier-ignore
  [DAY_2, '11:04:00', 's7', 'operator', 'Hi, how can I help?'],
  // Answered after 20 minutes, which is another session. Notes, events and what still waits are not said.
  [DAY_2, '13:00:00', 's8', 'contact', 'Can I return it?', decided('stay silent', 'mode-off')],
  [DAY_2, '13:01:00', 's8', 'operator', 'Ask Mia.', { kind: 'note' }],
  [DAY_2, '13:02:00', 's8', 'system', 'You took over.', { kind: 'event' }],
  [DAY_2, '13:03:00', 's8', 'operator', 'Later', { status: 'queued', sendAt: '2026-12-01T00:00:00.000Z' }],
  [DAY_2, '13:20:00', 's9', 'operator', 'Yes, within 30 days.'],
  // In shadow mode: the same words after 120 s.
  [DAY_3, '09:00:00', 's10', 'contact', 'When do you open?', would('answer', 'We open at nine.')],
  [DAY_3, '09:02:00', 's10', 'operator', 'we open  at nine'],
  // Nearly the same after 60 s: of ten words one is another one and one is more, so 8 of 10.
  [DAY_3, '10:00:00', 's11', 'contact', 'How long?', would('answer', 'We are open from nine to five on weekdays')],
  [DAY_3, '10:01:00', 's11', 'operator', 'We are open from nine to six on weekdays, sorry!'],
  // Not one word the same, after 300 s.
  [DAY_3, '11:00:00', 's12', 'contact', 'Where is it?', would('answer', 'Please send us your order number')],
  [DAY_3, '11:05:00', 's12', 'operator', 'It arrives tomorrow'],
  // Nobody has answered.
  [DAY_3, '12:00:00', 's13', 'contact', 'Do you deliver to Leeds?', would('answer', 'Yes, we do.')],
  // The customer writes again before anybody answers, after 180 s: only the second text is compared.
  [DAY_3, '13:00:00', 's14', 'contact', 'My invoice?', would('answer', 'One moment.')],
  [DAY_3, '13:01:00', 's14', 'contact', 'Hello?', would('answer', 'I am looking for it.')],
  [DAY_3, '13:03:00', 's14', 'operator', 'I am looking for it'],
  // Would have handed over; a person after 120 s.
  [DAY_3, '14:00:00', 's15', 'contact', 'A human!', would('hand over', 'I get someone.')],
  [DAY_3, '14:02:00', 's15', 'operator', 'Here I am.'],
  // No question at all.
  [DAY_3, '15:00:00', 's16', 'contact', 'STOP', would('stay silent', null, 'keyword')],
  // One word of four is another one, after 600 s and so in another session.
  [DAY_3, '16:00:00', 's17', 'contact', 'My parcel?', would('answer', 'Your parcel left today')],
  [DAY_3, '16:10:00', 's18', 'operator', 'Your parcel left yesterday'],
];

/** Gives the conversations of the three days, one for each address. */
export function handCounted(): readonly {
  readonly address: string;
  readonly sessions: readonly Session[];
  readonly messages: readonly Message[];
}[] {
  const addresses = [...new Set(Object.values(sessions).map(([address]) => address))];
  return addresses.map((address) => ({
    address,
    sessions: Object.keys(sessions)
      .filter((name) => sessions[name]?.[0] === address)
      .map((name) => sessionNamed(name)),
    messages: lines.flatMap((line, n) => (sessions[line[2]]?.[0] === address ? [messageOf(line, n)] : [])),
  }));
}

function sessionNamed(name: string): Session {
  const [address, kind] = sessions[name] ?? ['', 'sms'];
  const own = lines.filter((line) => line[2] === name);
  const [first, last] = [own[0], own.at(-1)].map((line) => `${line?.[0]}T${line?.[1]}.000Z`);
  const at = first ?? '';
  return {
    _id: name,
    channel_id: `channel-${kind}`,
    communication_type: kind,
    title: '',
    status: 'closed',
    message_count: own.length,
    last_message_at: last ?? at,
    metadata: { fromNumber: address, firstMessageAt: at },
    createdAt: at,
    updatedAt: at,
  };
}

function messageOf([day, time, session_id, sender, content, more = {}]: Line, n: number): Message {
  const [address, kind] = sessions[session_id] ?? ['', 'sms'];
  return {
    _id: `m${String(n).padStart(2, '0')}`,
    session_id,
    channel_id: `channel-${kind}`,
    communication_type: kind,
    content,
    sender,
    status: sender === 'contact' ? 'received' : 'delivered',
    createdAt: `${day}T${time}.000Z`,
    ...more,
    metadata: { ...more.metadata, fromNumber: address, toNumber: '+12025550100' },
  };
}
