import { createOutbox, type Job } from '../../../../src/main/conversation/outbox';
import type { DeskSettings } from '../../../../src/main/conversation/desk-settings';
import type { OutgoingMessage, RemoteMessage, TwilioClient } from '../../../../src/main/twilio/client';
import type { Message } from '../../../../src/shared/domain';
import { createWatchedClock } from '../../../integration/desk/support/watched-clock';
import { FaultDisk } from '../../../support/fault-disk';
import { makeFolder, openFolder } from '../../../support/store-folder';

export const OURS = '+15703251809';
export const START = '2025-01-15T10:00:00.000Z';
const settings = { aiEnabled: false, defaultMode: 'off', textsPerSecond: 1000 } as DeskSettings;

/** What Twilio says of a message that it was asked to send. */
export function remoteOf(sid: string, to: string, body: string, more: Partial<RemoteMessage> = {}): RemoteMessage {
  return {
    ...{ sid, to, body, from: OURS, status: 'queued', direction: 'outbound-api', numMedia: 0 },
    ...{ errorCode: null, errorMessage: null, dateCreated: START },
    ...more,
  };
}

/** What a test plays Twilio with. */
export interface Played {
  create(message: OutgoingMessage): Promise<RemoteMessage>;
  list(): Promise<readonly RemoteMessage[]>;
  /** Gives the address of a file, as long as there is one. */
  link?(file: string): string | undefined;
}

/** An outbox on a store of its own, with a Twilio that the test plays and a clock that it moves. */
export async function openSendingDesk(twilio: Played) {
  const clock = createWatchedClock(START);
  const dir = await makeFolder();
  const disk = new FaultDisk(dir);
  const store = await openFolder(dir, { clock, disk });
  const asked: OutgoingMessage[] = [];
  const lookedUp: object[] = [];
  const errors: unknown[] = [];
  const lines: string[] = [];
  const client = {
    createMessage: (message: OutgoingMessage) => {
      asked.push(message);
      return twilio.create(message);
    },
    listMessages: ({ to, from }: { readonly to?: string; readonly from?: string }) => {
      lookedUp.push({ to, ...(from === undefined ? {} : { from }) });
      return twilio.list();
    },
  } as unknown as TwilioClient;
  const outbox = createOutbox({
    ...{ store, clock, client: () => client, settings: () => settings, random: () => 0.999_999 },
    reports: { message: () => undefined, call: () => undefined },
    fileLink: (file) => twilio.link?.(file),
    log: (line) => lines.push(line),
    onError: (error) => errors.push(error),
  });
  outbox.start();
  /** Hands a text to the outbox, as the composer does. */
  const send = async (to: string, content: string, more: Partial<Message> = {}): Promise<Job> => {
    const message_id = more._id ?? `${to} ${content}`;
    const message: Message = {
      ...{ _id: message_id, session_id: 's', channel_id: 'channel', content, sender: 'operator', status: 'queued' },
      communication_type: 'sms',
      metadata: { fromNumber: OURS, toNumber: to },
      createdAt: new Date(clock.now()).toISOString(),
      ...more,
    };
    const dates = { createdAt: START, updatedAt: START };
    const contact = { _id: to, name: null, profileName: null, addresses: [to], notes: '', blocked: false, ...dates };
    await store.commit((now) => ({
      changes: [
        ...(now.get('contacts', to) ? [] : [{ type: 'contact.added' as const, contact }]),
        { type: 'message.added', address: to, contact_id: to, message },
      ],
      result: null,
    }));
    return { address: to, contact_id: to, message_id };
  };
  const messageOf = async ({ address, message_id }: Job) => (await store.conversation(address)).message(message_id);
  /** Resolves when a message stands as wanted, now or after one of the changes to come. */
  const until = (job: Job, isWanted: (message: Message) => boolean): Promise<void> =>
    new Promise((resolve) => {
      const stop = store.subscribe(look);
      look();
      function look(): void {
        void messageOf(job).then((message) => {
          if (!message || !isWanted(message)) return;
          stop();
          resolve();
        });
      }
    });
  return { clock, disk, store, outbox, asked, lookedUp, errors, lines, send, messageOf, until };
}
