import { describe, expect, test } from 'vitest';
import { differs, runWords } from '../../../src/renderer/features/ai/replay-words';
import { costWords, nearestEntries, writingFacts } from '../../../src/renderer/features/thread/decision-facts';
import { markOf } from '../../../src/renderer/features/thread/decision-words';
import type { DecisionRecord } from '../../../src/shared/decision';
import type { Explanation, Message } from '../../../src/shared/domain';
import type { ReplayAnswer, ReplayItem, ReplayRun } from '../../../src/shared/replay';

const at = '2026-11-02T10:00:00.000Z';
const explanation: Explanation = {
  ...{ provider: 'openai', model: 'm', durationMs: 1240, rule: null, knowledge: [], tokens: null },
};

function message(sender: Message['sender'], more: Partial<Message>): Message {
  return {
    ...{ _id: 'm', session_id: 's', channel_id: 'c', content: 'Hi', sender, communication_type: 'sms' },
    ...{ status: 'received', metadata: { fromNumber: '', toNumber: '' }, createdAt: at },
    ...more,
  };
}

const decided = (more: Partial<DecisionRecord>): Partial<Message> => ({
  decision: { kind: 'stay silent', rule: 'owned', reason: 'Because.', at, ...more },
});

// Bugs caught: a thread that a person handles, covered with marks; a hand-over or a silence that nobody sees; an old text of
// the AI, of before decisions were kept, that says nothing any more.
describe('the mark of a decision', () => {
  test.each<[string, Message, { words: string; isQuiet: boolean } | null]>([
    ['a text of the AI', message('ai', { explanation }), { words: 'Why?', isQuiet: false }],
    ['a text nothing is known of', message('contact', {}), null],
    ['a person’s', message('operator', {}), null],
    ['a silence while a person has it', message('contact', decided({})), { words: 'AI stayed silent', isQuiet: true }],
    [
      'a silence that is a riddle',
      message('contact', decided({ rule: 'automatic-words' })),
      { words: 'AI stayed silent', isQuiet: false },
    ],
    [
      'a hand-over',
      message('contact', decided({ kind: 'hand over', rule: 'hand-off' })),
      { words: 'AI handed over', isQuiet: false },
    ],
    [
      'a draft, which stands in the composer itself',
      message('contact', decided({ kind: 'draft', rule: 'mode-draft' })),
      { words: 'AI wrote a draft', isQuiet: true },
    ],
    [
      'what would have been said',
      message('contact', decided({ rule: 'shadow', would: { kind: 'answer', text: 'Hi' } })),
      { words: 'AI would have answered', isQuiet: false },
    ],
  ])('%s', (_, of, mark) => {
    expect(markOf(of)).toEqual(mark);
  });
});

describe('what a text of the AI took', () => {
  // Bug caught: a cost of $0.00 for what is not free; a number where none is known.
  test('names only what is known, and small amounts exactly', () => {
    expect(costWords(0.0004)).toBe('$0.0004');
    expect(costWords(1.5)).toBe('$1.50');
    const names = (one: Explanation) => writingFacts(one).map(([name]) => name);
    expect(names(explanation)).toEqual(['Written by', 'Model', 'Took']);
    const half = { ...explanation, knowledge: ['a'], confidence: 0.82, handOff: 'unsure' };
    expect(names({ ...half, tokens: 812, costUsd: 0.0006 })).toEqual([
      ...['Written by', 'Model', 'How sure', 'Handed over', 'Took', 'Tokens', 'Cost'],
    ]);
  });

  // Bug caught: a hand-over that says how sure it is and means the entry that it did not answer with.
  test('names what came near where nothing was answered with, and is not sure of it', () => {
    const scores = { far: 0.01, b: 0.2, a: 0.6, c: 0.1, d: 0.06 };
    const handedOver = { ...explanation, confidence: 0.6, scores, handOff: 'No entry.' };
    expect(writingFacts(handedOver).map(([name]) => name)).not.toContain('How sure');
    expect(nearestEntries(handedOver)).toEqual(['a', 'b', 'c']);
    expect(nearestEntries({ ...handedOver, knowledge: ['a'] })).toEqual([]);
  });
});

describe('past questions answered again, in a sentence', () => {
  const answer = (text: string, handOff: string | null = null): ReplayAnswer => ({
    ...{ kind: 'answer', text, handOff, changed: [], knowledge: [] },
  });
  const item = (present: ReplayAnswer, changed: ReplayAnswer | null): ReplayItem => ({
    ...{ contact_id: 'c', name: 'Ana', message_id: 'm', at, communication_type: 'sms', question: 'Q' },
    ...{ said: [{ by: 'ai', text: 'Then' }], present, changed },
  });
  const run = (items: readonly ReplayItem[]): ReplayRun => ({
    choice: { questions: 20, from: null, to: null, handedOverOnly: false },
    change: { instructions: 'x', entry: null },
    ...{ provider: 'openai', startedAt: at, isRunning: false, stopped: null },
    ...{ done: items.length, total: items.length, tokens: 1200, costUsd: 0.002, items },
  });

  // Bugs caught: a hand-over with the same words taken for the same answer; shares of questions that are not answered yet.
  test('counts what is different, handed over and not to be sent', () => {
    const same = item(answer('A'), answer('A'));
    const handsOver = item(answer('A'), answer('A', 'unsure'));
    const broken = item(answer('A'), { kind: 'failed', reason: 'Empty.' });
    const waiting = item(answer('A'), null);
    expect([same, handsOver, broken].map(differs)).toEqual([false, true, true]);
    expect(runWords(run([same, handsOver, broken, waiting]))).toBe(
      'With the change, 2 of 3 answers are different. Handed over: 1 (before: 0). 1 could not be sent. Used 1,200 tokens, $0.002.',
    );
    expect(runWords(run([waiting]))).toBe(
      'Answered again: 1. Different from what the AI said then: 1. Handed over: 0. Used 1,200 tokens, $0.002.',
    );
  });
});
