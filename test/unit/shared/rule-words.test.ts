import { expect, test } from 'vitest';
import { rules, type RuleName } from '../../../src/main/policy/rules';
import { ruleWords, wordsOfRule, type RuleWords } from '../../../src/shared/rule-words';

/** Does not compile as long as a rule has no words, or words have no rule. */
const words: Readonly<Record<RuleName, RuleWords>> = ruleWords;
const named: Readonly<Record<keyof typeof ruleWords, RuleName>> = Object.fromEntries(
  Object.keys(words).map((name) => [name, name]),
) as Record<RuleName, RuleName>;

// Bug caught: a rule that people read as a word for programs; two rules that read the same.
test('every rule has words of its own', () => {
  for (const { name } of rules) expect(wordsOfRule(name).name).not.toBe(name);
  const all = Object.keys(named).map((name) => wordsOfRule(name).name);
  expect(new Set(all).size).toBe(all.length);
});

// Bug caught: a decision of a later version, brought in by import, that breaks the card.
test('a rule nobody knows is called by its own name', () => {
  expect(wordsOfRule('toString')).toEqual({ name: 'toString', isWorthSaying: true });
});
