import type { MessageView } from '../../shared/simulator-contract';
import { channelOf, type MediaRecord, type MessageRecord } from './message-log';
import type { PhoneBook } from './phones';

/** What the window shows of a message. */
export function viewMessage(phones: PhoneBook, message: MessageRecord): MessageView {
  const { sid, direction, from, to, body, status, errorCode, arrived } = message;
  return {
    ...{ sid, direction, from, to, body, status, errorCode, arrived },
    phone_id: phones.at(direction === 'inbound' ? from : to)?.phone_id ?? null,
    channel: channelOf(to),
    media: message.media.map(viewMedia),
    at: new Date(message.createdAt).toISOString(),
  };
}

function viewMedia({ contentType, bytes }: MediaRecord): MessageView['media'][number] {
  return { contentType, size: bytes?.length ?? null };
}
