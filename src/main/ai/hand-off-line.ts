import type { Provider, Reply } from './provider';

/**
 * Has a provider hand over in the team's own words.
 *
 * @param line gives what the customer is told then; empty: the provider's own words
 */
export function withHandOffLine(provider: Provider, line: () => string): Provider {
  const inOwnWords = (reply: Reply): Reply => {
    const text = line();
    return reply.handOff && text !== '' ? { ...reply, text, teamWords: true } : reply;
  };
  const { instantly } = provider;
  return {
    ...provider,
    ...(instantly && { instantly: (request) => inOwnWords(instantly(request)) }),
    reply: async (request) => inOwnWords(await provider.reply(request)),
  };
}
