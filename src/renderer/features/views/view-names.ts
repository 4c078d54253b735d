import type { View } from '../../../shared/views';

/** What a view is called, and what stands where it is empty. */
export interface ViewWords {
  readonly name: string;
  readonly empty: string;
  readonly emptyHint: string;
}

export const viewWords: Readonly<Record<View, ViewWords>> = {
  'needs-human': {
    name: 'Needs human',
    empty: 'Nobody waits for a person',
    emptyHint: 'Conversations that the AI hands over, or that it may not answer, come here, the longest wait first.',
  },
  ai: {
    name: 'AI handling',
    empty: 'The AI handles nothing just now',
    emptyHint: 'Open conversations in which the AI answers by itself are here.',
  },
  waiting: {
    name: 'Waiting on customer',
    empty: 'You wait for nobody',
    emptyHint: 'Conversations in which a person of the team wrote last are here.',
  },
  snoozed: {
    name: 'Snoozed',
    empty: 'Nothing is snoozed',
    emptyHint: 'Put a conversation off with S; it comes back by itself, or when the customer writes.',
  },
  failed: {
    name: 'Failed sends',
    empty: 'Everything was delivered',
    emptyHint: 'Conversations with a message that could not be delivered come here, with the reason.',
  },
  missed: {
    name: 'Missed calls',
    empty: 'No call was missed',
    emptyHint: 'Calls that nobody took are here until somebody calls back or writes.',
  },
  done: {
    name: 'Done',
    empty: 'Nothing is done yet',
    emptyHint: 'Mark a conversation as done with E. It comes back when the customer writes.',
  },
  all: {
    name: 'All',
    empty: 'No conversations yet',
    emptyHint: 'Every text, WhatsApp message and call appears here the moment it arrives.',
  },
};
