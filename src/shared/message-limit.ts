/** Longest text that Twilio takes for one message, on every channel, in UTF-16 units (error 21617). */
export const MAX_BODY = 1600;
/** Longest text that the composer takes: it goes out as several messages, which Twilio takes ten of for one answer. */
export const MAX_TEXT = 10 * MAX_BODY;
/** Most files of one message. Source: https://www.twilio.com/docs/messaging/api/message-resource */
export const MAX_FILES = 10;
/** The most that any channel carries, in bytes. Source: https://www.twilio.com/docs/messaging/guides/accepted-mime-types */
export const MAX_FILE_BYTES = 16 * 1024 * 1024;
/** The furthest that a message can be put off, in days. */
export const MAX_DAYS_AHEAD = 366;
