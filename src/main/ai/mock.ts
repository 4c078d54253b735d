import { createRuleAnswerer } from './answer-by-rules';
import { createKnowledgeSearch, type KnowledgeSearch } from './knowledge-search';
import { mockRules, notUnderstood } from './mock-rules';
import type { Provider } from './provider';

/**
 * The offline assistant: answers from a table of rules, at once and always the same, and from the team's knowledge
 * where an entry fits. It states no fact that the team has not written down, and offers a person instead.
 */
export function createMockProvider(search: KnowledgeSearch = createKnowledgeSearch()): Provider {
  const reply = createRuleAnswerer(
    {
      rules: mockRules,
      otherwise: ({ saidBefore }) => ({
        rule: 'not understood',
        text: notUnderstood[saidBefore(notUnderstood) % notUnderstood.length] ?? notUnderstood[0],
        concern: 'The AI is not sure that it understood the customer.',
      }),
    },
    search,
  );
  return { name: 'mock', instantly: reply, reply };
}
