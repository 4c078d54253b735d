import { expect, test } from 'vitest';
import { createKeepEntries, textOf } from '../../../src/main/knowledge/keep-entries';
import { withVariables } from '../../../src/main/knowledge/with-variables';
import { comparable, findAlike } from '../../../src/renderer/features/knowledge/alike-entries';
import type { EntryText } from '../../../src/shared/contract/knowledge-contract';
import type { Contact } from '../../../src/shared/domain';
import { unknownInAnswer } from '../../../src/shared/knowledge-variables';
import { createManualClock } from '../../support/manual-clock';
import { createMemoryStore } from '../../support/memory-store';

function openEntries() {
  const store = createMemoryStore();
  let count = 0;
  const entries = createKeepEntries({ store, clock: createManualClock(), newId: () => `id-${(count += 1)}` });
  const put = async (text: EntryText, id: string | null = null, base: string | null = null) => {
    const outcome = await entries.put(id, base, text, 'operator');
    if (outcome.kind !== 'saved') throw new Error('There was a conflict');
    return outcome.entry;
  };
  return { store, entries, put };
}

const text = (question: string, answer: string, more: Partial<EntryText> = {}): EntryText => ({
  ...{ question, answer, forms: [], tags: [], active: true },
  ...more,
});

// Bug caught: of two people who change one entry at once, also within one millisecond, the first one's words are lost.
test('what was written upon an older state is not kept over a newer one', async () => {
  const { entries, put } = openEntries();
  const first = await put(text('Open?', 'At nine.'));
  const second = await put(text('Open?', 'At eight.'), first._id, first.updatedAt);
  expect(second.updatedAt > first.updatedAt).toBe(true);
  const outcome = await entries.put(first._id, first.updatedAt, text('Open?', 'At ten.'), 'operator');
  expect(outcome).toEqual({ kind: 'conflict', theirs: second });
  expect(entries.all().map(({ answer }) => answer)).toEqual(['At eight.']);
  await entries.remove(first._id);
  const late = await entries.put(first._id, second.updatedAt, text('Open?', 'At ten.'), 'operator');
  expect(late).toEqual({ kind: 'conflict', theirs: null });
  expect(entries.all()).toEqual([]);
});

// Bug caught: a deletion that comes back with another id or without its tags; an undo that takes away what came after it.
test('a step is taken back exactly, but for what was changed since', async () => {
  const { entries, put } = openEntries();
  const kept = await put(text('Open?', 'At nine.', { forms: ['When?'], tags: ['shop'], active: false }));
  const removed = await entries.remove(kept._id);
  expect(await entries.undo(removed)).toEqual({ undone: 1, kept: 0 });
  expect(entries.all()).toEqual([kept]);
  await expect(entries.undo(removed)).rejects.toThrow('cannot be undone any more');

  const step = await entries.putAll(
    [
      { before: kept, text: text('Open?', 'At ten.') },
      { before: null, text: text('Where?', 'Here.') },
      { before: null, text: text('Who?', 'We.') },
    ],
    'operator',
  );
  const where = entries.all().find(({ question }) => question === 'Where?');
  await put({ ...textOf(where ?? kept), answer: 'There.' }, where?._id, where?.updatedAt);
  expect(await entries.undo(step)).toEqual({ undone: 2, kept: 1 });
  expect(entries.all().map(({ question, answer }) => [question, answer])).toEqual([
    ['Where?', 'There.'],
    ['Open?', 'At nine.'],
  ]);
});

// Bug caught: half of a file is taken, since one of its entries was changed while the file was looked at.
test('a file is taken as a whole or not at all', async () => {
  const { entries, put } = openEntries();
  const before = await put(text('Open?', 'At nine.'));
  await put(text('Open?', 'At eight.'), before._id, before.updatedAt);
  const puts = [
    { before: null, text: text('Where?', 'Here.') },
    { before, text: text('Open?', 'At ten.') },
  ];
  await expect(entries.putAll(puts, 'operator')).rejects.toThrow('“Open?” was changed meanwhile');
  expect(entries.all().map(({ answer }) => answer)).toEqual(['At eight.']);
});

// Bug caught: one customer's name or number in an answer that goes to all; a word that merely holds the name.
test('what is one customer’s alone becomes a variable', () => {
  const contact = { name: 'Ann Smith', profileName: 'Annie (x)' } as Contact;
  const given = { contact, address: '+12025550123', ourNumber: '+12025550100', operator: 'Jo' };
  expect(withVariables('Hi Ann! Annie (x), Annual plans, Mrs Ann Smith, call +1 202 555 0100.', given)).toBe(
    'Hi {{name}}! {{name}}, Annual plans, Mrs {{name}}, call {{our_number}}.',
  );
  const own = withVariables('We call +12025550123 or +1 202 555 0123.', given);
  expect(own).toBe('We call {{their_number}} or {{their_number}}.');
  expect(unknownInAnswer(own)).toContain('{{their_number}} cannot be filled in');
  expect(unknownInAnswer('{{ name }}, call {{our_number}}')).toBeNull();
  expect(unknownInAnswer('{{operator}} here')).toContain('{{operator}}');
  expect(withVariables('$& of {{name}}', { ...given, contact: { ...contact, name: '{{name}}' } })).toBe(
    '$& of {{name}}',
  );
});

// Bug caught: the same question is written twice since a slip hides it; an entry is said to be like itself.
test('a question that is nearly there is noticed', async () => {
  const { entries, put } = openEntries();
  const hours = await put(text('What are your opening hours?', 'Nine to five.', { forms: ['When do you close?'] }));
  await put(text('Do you deliver to Norway?', 'Yes.'));
  const all = comparable(entries.all());
  expect(findAlike(all, 'what are youre openning hours', null)?.question).toBe('What are your opening hours?');
  expect(findAlike(all, 'when do u close', null)).toMatchObject({ entry: hours, question: 'When do you close?' });
  expect(findAlike(all, 'What are your opening hours?', hours._id)).toBeNull();
  expect(findAlike(all, 'What is your address?', null)).toBeNull();
  expect(findAlike(all, '', null)).toBeNull();
});
