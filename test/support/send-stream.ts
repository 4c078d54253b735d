import { sendMessage } from '../../src/main/conversation/send-message';
import { createFastClock } from './fast-clock';
import { startDesk, type StartedDesk } from './start-desk';

/** What the program is told. */
export interface SendStream {
  readonly dataDir: string;
  readonly env: Record<string, string>;
  readonly epoch: number;
  readonly speed: number;
  readonly texts: readonly { readonly id: string; readonly from: string; readonly to: string; readonly body: string }[];
}

/** What it prints at the end, as one line of JSON after `settled `. */
export type Settled = readonly { readonly id: string; readonly status: string; readonly sid: string | null }[];

/** Silence after which something must have been lost, in milliseconds. */
const LOST_AFTER_MS = 180_000;
/** How many texts are handed over at the same time. */
const AT_ONCE = 25;

/**
 * A desk that is handed texts, each once however often it is killed, and sends them. Prints the id of each that it has
 * accepted, and what became of all of them once nothing more can become of any.
 */
async function run({ dataDir, env, epoch, speed, texts }: SendStream): Promise<void> {
  const clock = createFastClock(epoch, speed);
  const desk = await startDesk({ dataDir, env, clock });
  await desk.settings.put('textsPerSecond', 1000, 'operator');
  await introduce(desk, new Set(texts.map(({ to }) => to)), new Date(clock.now()).toISOString());
  const parts = { ...desk.sending };
  for (let start = 0; start < texts.length; start += AT_ONCE) {
    await Promise.all(
      texts.slice(start, start + AT_ONCE).map(async ({ id, from, to, body }) => {
        await sendMessage(parts, {
          ...{ message_id: id, content: body, draft_id: null, channel_id: null, address: to, contact_id: to },
          from: { type: 'sms', address: from },
        });
        process.stdout.write(`accepted ${id}\n`);
      }),
    );
  }
  for (;;) {
    const next = new Promise<void>((resolve) => {
      const stop = desk.store.subscribe(end);
      const cancel = clock.after(LOST_AFTER_MS, () => {
        // Reports that were lost with a process are asked for, as after any outage.
        desk.wake();
        end();
      });
      function end(): void {
        stop();
        cancel();
        resolve();
      }
    });
    if (isQuiet(desk)) break;
    await next;
  }
  const { messages } = await desk.documents();
  const states: Settled = messages.map(({ _id: id, status, metadata }) => ({
    ...{ id, status, sid: metadata.twilioMessageSid ?? null },
  }));
  process.stdout.write(`settled ${JSON.stringify(states)}\n`);
}

/** Whether nothing is to be sent, looked up or awaited any more. */
function isQuiet({ store }: StartedDesk): boolean {
  for (const { pendingIds } of store.now.values('threads')) if (pendingIds.length > 0) return false;
  for (const { awaited } of store.now.values('addresses')) if (awaited) return false;
  return true;
}

async function introduce(desk: StartedDesk, people: ReadonlySet<string>, at: string): Promise<void> {
  for (const address of people) {
    await desk.store.commit((now) => {
      if (now.get('contacts', address)) return { changes: [], result: null };
      const words = { name: null, profileName: null, notes: '', blocked: false, createdAt: at, updatedAt: at };
      return {
        changes: [{ type: 'contact.added', contact: { _id: address, addresses: [address], ...words } }],
        result: null,
      };
    });
  }
}

void run(JSON.parse(process.argv[2] ?? '') as SendStream);
