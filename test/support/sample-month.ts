import type { Change } from '../../src/shared/changes';
import type { CommunicationType, Message } from '../../src/shared/domain';
import { historyOf, type History } from './seed-import';
import { channelChange, contactChange, sessionChanges } from './session-history';

const DAY = 86_400_000;
const people = [
  'Amelia Hart', 'Benoît Laurent', 'Chiara Conti', 'David Okafor', 'Elif Demir', 'Felix Wagner', 'Grace Kim',
  'Hugo Martins', 'Ines Novak', 'Jonas Lind', 'Keiko Tanaka', 'Luca Bianchi', 'Mina Rahman', 'Nadia Haddad',
  'Oscar Vega', 'Priya Nair', 'Quentin Roux', 'Rosa Delgado', 'Samir Aziz', 'Tess van Dijk',
]; // prettier-ignore

type Said = readonly (readonly [Message['sender'], string])[];
const talks: readonly (readonly [string, Said])[] = [
  [
    'Where is my parcel?',
    [
      ['contact', 'Hi, where is my order 48102?'],
      ['ai', 'It left our warehouse yesterday and arrives tomorrow before noon.'],
      ['contact', 'Perfect, thank you!'],
      ['ai', 'You’re welcome! 😊 Have a nice day.'],
    ],
  ],
  [
    'Opening hours',
    [
      ['contact', 'Are you open on Saturday?'],
      ['ai', 'Yes, from 10 am to 4 pm.'],
    ],
  ],
  [
    'A broken cup',
    [
      ['contact', 'One of the cups is broken.'],
      ['ai', 'I’m sorry! A colleague will look into it right away.'],
      ['operator', 'A new one is on its way, there is nothing you have to do. Jo'],
      ['contact', 'That was quick, thanks'],
    ],
  ],
  [
    'Another address',
    [
      ['contact', 'Can you deliver to my office instead?'],
      ['operator', 'Of course. Which address is it?'],
      ['contact', '12 Long Street, second floor'],
      ['operator', 'Done. It arrives there on Thursday.'],
    ],
  ],
  [
    'A price for fifty',
    [
      ['contact', 'What would 50 of the blue ones cost?'],
      ['operator', 'I have sent you an offer by mail. Jo'],
    ],
  ],
];
const kinds: readonly CommunicationType[] = ['sms', 'whatsapp', 'sms', 'sms', 'whatsapp', 'sms', 'whatsapp'];

/** A month of a small shop: some twenty customers, busy weekdays, quiet Sundays. The same every time, days apart. */
export function sampleMonth(ours: string, whatsApp: string, until: number): History {
  const numberOf = (n: number) => `+1202555${String(200 + n).padStart(4, '0')}`;
  const changes: Change[] = [channelChange('sms', ours), channelChange('whatsapp', whatsApp)];
  people.forEach((name, n) => changes.push(contactChange(numberOf(n), name)));
  let count = 0;
  for (let daysAgo = 30; daysAgo >= 1; daysAgo -= 1) {
    const day = new Date(until - daysAgo * DAY);
    day.setHours(9, 0, 0, 0);
    const busy = day.getDay() === 0 ? 1 : 3 + ((day.getDay() * 5 + daysAgo) % 4);
    for (let n = 0; n < busy; n += 1, count += 1) {
      const [title, said] = talks[(count * 3 + daysAgo) % talks.length] ?? talks[0] ?? ['', []];
      const given = {
        id: count.toString(16).padStart(24, '0'),
        address: numberOf((count * 7) % people.length),
        kind: kinds[count % kinds.length] ?? 'sms',
        title,
        status: 'closed' as const,
        at: new Date(day.getTime() + n * 5_000_000 + ((count * 37) % 50) * 60_000).toISOString(),
        said,
      };
      changes.push(...sessionChanges(given));
    }
  }
  return withFailures(historyOf(changes));
}

/** Some texts that did not arrive, as there are in every month. */
function withFailures(history: History): History {
  let ours = 0;
  const messages = history.messages.map((message): Message => {
    if (message.sender !== 'operator') return message;
    ours += 1;
    if (ours % 23 !== 5) return message;
    const code = ours % 2 === 0 ? 30003 : 30006;
    return { ...message, status: 'undelivered', error: { code, message: 'Not delivered' } };
  });
  return { ...history, messages };
}
