/** Longest text that Twilio takes for one message, on every channel, in UTF-16 units (error 21617). */
export const MAX_BODY = 1600;
