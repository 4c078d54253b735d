import { cutText } from '../../shared/preview';
import { createRuleAnswerer } from './answer-by-rules';
import { mockRules } from './mock-rules';
import type { Provider } from './provider';

/** Longest part of a question that is repeated to the team, in characters. */
const MAX_REASON = 120;

/**
 * Answers from the team's own questions and answers, offline and at once. Greetings, thanks and the wish for a person
 * are understood too; anything else that no entry answers goes to a person, and the customer is told so.
 */
export function createKnowledgeProvider(): Provider {
  const reply = createRuleAnswerer({
    rules: mockRules.filter((rule) => rule.kind !== 'topic'),
    otherwise: ({ text }) => ({
      rule: 'no entry fits',
      text: "I'm sorry, I don't know the answer to that. I'm passing it on to a colleague, who will get back to you here.",
      handOff: `No knowledge entry answers “${cutText(text.replace(/\s+/g, ' '), MAX_REASON)}”.`,
    }),
  });
  return { name: 'knowledge', instantly: reply, reply };
}
