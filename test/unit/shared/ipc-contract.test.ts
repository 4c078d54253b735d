import { describe, expect, it } from 'vitest';
import { requestSchemas } from '../../../src/shared/ipc-contract';

const TIME = '2026-11-22T12:00:00.000Z';

// Bug caught: a conversation that is snoozed until no time at all, and so never comes back.
describe('the state of a thread', () => {
  it.each([
    ['snoozed', TIME, true],
    ['snoozed', null, false],
    ['done', null, true],
    ['done', TIME, false],
  ] as const)('%s until %s is taken: %s', (state, until, isTaken) => {
    const alone = { contact_id: 'c1', state, until };
    expect(requestSchemas['thread.state'].safeParse(alone).success).toBe(isTaken);
    const message = {
      message_id: 'm1',
      contact_id: 'c1',
      address: '+1',
      channel_id: 'ch',
      content: 'Hi',
      draft_id: null,
    };
    const sent = { ...message, then: { state, until } };
    expect(requestSchemas['message.send'].safeParse(sent).success).toBe(isTaken);
  });
});
