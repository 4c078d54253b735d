/** What callers hear. Kept short: a telephone carries one to three sentences. */
export const callLines = {
  greeting: 'Hello, this is the automated assistant. How can I help you?',
  again: 'Sorry, I did not hear you. How can I help?',
  goodbye: 'I did not hear anything, so I will end the call now. Goodbye.',
  nobody: 'Thank you for calling. Nobody can take your call right now, but we have seen it and will get back to you.',
  person: 'I will ask a person from our team to call you back. Goodbye.',
  trouble: 'Sorry, I cannot answer that right now. A person from our team will call you back. Goodbye.',
} as const;
