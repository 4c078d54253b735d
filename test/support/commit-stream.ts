import { systemClock } from '../../src/main/app/clock';
import { openStore } from '../../src/main/store/open-store';

/** Texts that wait for the disk at the same time. */
const MOST_WAITING = 10_000;

/**
 * A desk that does nothing but take texts, until it is killed. Prints the number of each text once it is acknowledged.
 * Arguments: data folder, number of the first text.
 */
async function run(dir: string, first: number): Promise<void> {
  const silent = () => undefined;
  const store = await openStore({
    dir,
    clock: systemClock,
    log: { info: silent, warn: silent, error: (text) => process.stderr.write(`${text}\n`) },
    // Small, so that checkpoints, new files of the journal and evictions happen all the time.
    checkpoint: { idleMs: 5, maxAgeMs: 10, maxJournalBytes: 10_000 },
    segmentBytes: 5000,
    chunkMessages: 20,
    keptMessages: 60,
  });
  const time = new Date().toISOString();
  for (let n = 0; n < 3; n++) {
    await store.commit((now) => ({
      changes: now.get('contacts', `contact-${n}`)
        ? []
        : [
            {
              type: 'contact.added',
              contact: {
                _id: `contact-${n}`,
                name: null,
                profileName: null,
                addresses: [`+1555000000${n}`],
                notes: '',
                blocked: false,
                createdAt: time,
                updatedAt: time,
              },
            },
            {
              type: 'session.opened',
              address: `+1555000000${n}`,
              session: {
                _id: `session-${n}`,
                channel_id: 'channel',
                communication_type: 'sms',
                title: 'Session',
                status: 'active',
                message_count: 0,
                last_message_at: time,
                metadata: { fromNumber: `+1555000000${n}`, firstMessageAt: time },
                createdAt: time,
                updatedAt: time,
              },
            },
          ],
      result: null,
    }));
  }
  process.stdout.write('ready\n');
  let waiting = 0;
  for (let n = first; ; n++) {
    const person = n % 3;
    waiting += 1;
    void store
      .commit(() => ({
        changes: [
          {
            type: 'message.added',
            address: `+1555000000${person}`,
            contact_id: `contact-${person}`,
            message: {
              _id: `m${n}`,
              session_id: `session-${person}`,
              channel_id: 'channel',
              content: `text ${n}`,
              sender: 'contact',
              communication_type: 'sms',
              status: 'received',
              metadata: { fromNumber: `+1555000000${person}`, toNumber: '+15703251809' },
              createdAt: new Date().toISOString(),
            },
          },
        ],
        result: null,
      }))
      .then(() => {
        waiting -= 1;
        process.stdout.write(`${n}\n`);
      });
    if (n % 5 === 0) await nextTurn();
    // Bounded, so that on a slow disk the numbers do not run away from what is acknowledged.
    while (waiting > MOST_WAITING) await nextTurn();
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

void run(process.argv[2] ?? '', Number(process.argv[3]));
