import type { MediaItem } from '../../shared/domain';
import type { Store } from '../store/store';
import type { Answerable } from './reply-message';

/** A file of an incoming message, at Twilio. */
export interface MediaSource {
  readonly url: string;
  readonly contentType: string;
}

/** Downloads what came with a message and notes with it what became of each file. */
export async function fetchMedia(
  store: Store,
  download: (messageId: string, links: readonly MediaSource[]) => Promise<readonly MediaItem[]>,
  to: Answerable,
  sources: readonly MediaSource[],
): Promise<void> {
  const { address, message } = to;
  const media = await download(message._id, sources);
  await store.commitTo(address, (_now, conversation) => ({
    changes: conversation.message(message._id)
      ? [{ type: 'message.media', address, message_id: message._id, media }]
      : [],
    result: null,
  }));
}
