/** A key and what it does, for the keys themselves and for the list of them. */
export const shortcuts = [
  { key: 'J', does: 'Next conversation' },
  { key: 'K', does: 'Previous conversation' },
  { key: 'Enter', does: 'Open the conversation' },
  { key: 'R', does: 'Reply' },
  { key: 'N', does: 'Write a note' },
  { key: 'E', does: 'Done, or open again' },
  { key: 'S', does: 'Snooze' },
  { key: 'A', does: 'Next AI mode: Auto, Draft, Off' },
  { key: 'Ctrl/⌘ + Shift + A', does: 'AI replies on or off everywhere' },
  { key: 'Ctrl/⌘ + Enter', does: 'Send what is written' },
  { key: 'Ctrl/⌘ + Shift + Enter', does: 'Send and mark as done' },
  { key: 'Esc', does: 'Leave the text box' },
  { key: '?', does: 'Show these keys' },
] as const;
