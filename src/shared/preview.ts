import type { Message, Preview } from './domain';

/** Longest text kept in a preview, in UTF-16 units. */
const PREVIEW_LENGTH = 120;

/** Gives the line that stands for a message in the list of threads. Control characters become spaces. */
export function previewOf(message: Message): Preview {
  return {
    message_id: message._id,
    at: message.createdAt,
    text: previewText(message),
    sender: message.sender,
    communication_type: message.communication_type,
    status: message.status,
  };
}

function previewText(message: Message): string {
  const text = cutText(oneLine(message.content), PREVIEW_LENGTH);
  if (message.kind === 'note') return `Note: ${text}`;
  if (text || !message.media?.length) return text;
  return mediaWords(message.media.map((item) => item.contentType));
}

/** White space and control characters, save for the one space between two words, which can stay as it is. */
const NOT_ONE_SPACE = /(?! [^\s\p{Cc}])[\s\p{Cc}]+/gu;

/** Gives a text in one line: white space and control characters as single spaces, none at its ends. */
export function oneLine(text: string): string {
  return text.replace(NOT_ONE_SPACE, ' ').trim();
}

/** Says in words what media a message carries: "Photo", "Photo ×2", "Audio", "File ×3". */
export function mediaWords(contentTypes: readonly string[]): string {
  const first = contentTypes[0]?.split('/')[0];
  const same = contentTypes.every((type) => type.split('/')[0] === first);
  const word =
    same && first === 'image'
      ? 'Photo'
      : same && first === 'audio'
        ? 'Audio'
        : same && first === 'video'
          ? 'Video'
          : 'File';
  return contentTypes.length > 1 ? `${word} ×${contentTypes.length}` : word;
}

/** Cuts a text to at most `length` UTF-16 units without splitting a surrogate pair, with an ellipsis. */
export function cutText(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length - 1);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
