import type { Clock } from '../app/clock';
import type { MessageView, TextChannel } from '../../shared/simulator-contract';
import type { NewSid } from './sids';

/** A picture or file of a message. Bytes are null where only a link is known. */
export interface MediaRecord {
  readonly sid: string;
  readonly contentType: string;
  readonly bytes: Buffer | null;
  readonly link: string | null;
  readonly createdAt: number;
}

/** A message as Twilio keeps it. Times are milliseconds since 1970. */
export interface MessageRecord {
  readonly sid: string;
  readonly direction: MessageView['direction'];
  /** `+E164` or `whatsapp:…`, as Twilio writes it. */
  readonly from: string;
  readonly to: string;
  /** The Messaging Service that took or sends it. */
  readonly serviceSid: string | null;
  readonly body: string;
  readonly media: readonly MediaRecord[];
  readonly numSegments: number;
  readonly status: string;
  readonly errorCode: number | null;
  readonly errorMessage: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly sentAt: number | null;
  /** Whether the phone shows it. */
  readonly arrived: boolean;
}

export type NewMessage = Pick<MessageRecord, 'direction' | 'from' | 'to' | 'body' | 'status' | 'numSegments'> & {
  readonly media?: readonly Pick<MediaRecord, 'contentType' | 'bytes' | 'link'>[];
  readonly arrived?: boolean;
  readonly serviceSid?: string | null;
  readonly errorCode?: number;
  readonly errorMessage?: string;
};

/** Twilio's list of messages. */
export interface MessageLog {
  add(message: NewMessage): MessageRecord;
  get(sid: string): MessageRecord | undefined;
  /** Changes a message; gives the new state, or undefined when it has been deleted meanwhile. */
  update(sid: string, patch: Partial<MessageRecord>): MessageRecord | undefined;
  remove(sid: string): boolean;
  /** Newest first. */
  newestFirst(): MessageRecord[];
}

/** Makes an empty list of messages that tells about each change. */
export function createMessageLog(clock: Clock, newSid: NewSid, onChange: (message: MessageRecord) => void): MessageLog {
  const messages = new Map<string, MessageRecord>();
  const keep = (message: MessageRecord) => {
    messages.set(message.sid, message);
    onChange(message);
    return message;
  };
  return {
    add(draft) {
      const now = clock.now();
      const media = (draft.media ?? []).map((item) => ({ ...item, sid: newSid('ME'), createdAt: now }));
      return keep({
        errorCode: null,
        errorMessage: null,
        arrived: false,
        serviceSid: null,
        ...draft,
        media,
        sid: newSid(media.length > 0 ? 'MM' : 'SM'),
        createdAt: now,
        updatedAt: now,
        sentAt: draft.direction === 'inbound' ? now : null,
      });
    },
    get: (sid) => messages.get(sid),
    update(sid, patch) {
      const known = messages.get(sid);
      return known && keep({ ...known, ...patch, updatedAt: clock.now() });
    },
    remove: (sid) => messages.delete(sid),
    newestFirst: () => [...messages.values()].reverse(),
  };
}

/** Tells the channel of an address as Twilio writes it. */
export function channelOf(address: string): TextChannel {
  return address.startsWith('whatsapp:') ? 'whatsapp' : 'sms';
}
