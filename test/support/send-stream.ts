import { sendMessage } from '../../src/main/conversation/send-message';
import type { Message } from '../../src/shared/domain';
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

const FINAL: ReadonlySet<Message['status']> = new Set(['delivered', 'failed', 'undelivered', 'read']);
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
      const stop = desk.store.subscribe(() => {
        stop();
        resolve();
      });
      // Reports that were lost with a process are asked for, as after any outage.
      clock.after(60_000, () => {
        stop();
        resolve();
      });
    });
    const { messages } = await desk.documents();
    if (messages.length === texts.length && messages.every(({ status }) => FINAL.has(status))) {
      const states = messages.map(({ _id: id, status, metadata }) => ({
        ...{ id, status, sid: metadata.twilioMessageSid ?? null },
      }));
      process.stdout.write(`settled ${JSON.stringify(states)}\n`);
      return;
    }
    await next;
    if (messages.every(({ status, metadata }) => FINAL.has(status) || metadata.twilioMessageSid)) desk.wake();
  }
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
