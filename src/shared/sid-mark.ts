/** Length of a mark. */
const SID_MARK_LENGTH = 8;

/**
 * Gives the eight last characters of a Twilio SID: enough to know, without reading a conversation from
 * disk, that a SID was never received there. A match must be confirmed against the conversation.
 */
export function sidMark(sid: string): string {
  return sid.slice(-SID_MARK_LENGTH).padStart(SID_MARK_LENGTH, '_');
}

/** Whether `marks` (marks one after the other) may contain the SID. */
export function mayContainSid(marks: string, sid: string): boolean {
  const mark = sidMark(sid);
  for (let at = marks.indexOf(mark); at >= 0; at = marks.indexOf(mark, at + 1)) {
    if (at % SID_MARK_LENGTH === 0) return true;
  }
  return false;
}
