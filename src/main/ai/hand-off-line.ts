import type { Provider, Reply } from './provider';

/**
 * Makes the function that has a provider hand over in the team's own words. What the provider has answered before is said
 * all the same, and a customer who surely writes in another language than the team's line is in keeps the provider's words.
 *
 * @param line gives what the customer is told then; empty: the provider's own words
 * @param guess tells the languages that a text may be in, see `createLanguageGuess`
 */
export function createHandOffLine(
  line: () => string,
  guess: (text: string) => readonly string[],
): (provider: Provider) => Provider {
  // For each text somebody asks for the provider anew.
  const made = new WeakMap<Provider, Provider>();

  function inOwnWords(reply: Reply): Reply {
    const text = line();
    if (!reply.handOff || text === '' || isOfOtherLanguage(reply.handOff, guess(text))) return reply;
    const { answered } = reply.handOff;
    return answered === undefined ? { ...reply, text, teamWords: true } : { ...reply, text: `${answered} ${text}` };
  }

  function wrap(provider: Provider): Provider {
    const { instantly } = provider;
    return {
      ...provider,
      ...(instantly && {
        instantly: (request) => {
          const reply = instantly(request);
          return reply && inOwnWords(reply);
        },
      }),
      reply: async (request) => inOwnWords(await provider.reply(request)),
    };
  }

  return (provider) => {
    const before = made.get(provider);
    if (before) return before;
    const wrapped = wrap(provider);
    made.set(provider, wrapped);
    return wrapped;
  };
}

function isOfOtherLanguage({ language }: NonNullable<Reply['handOff']>, ofLine: readonly string[]): boolean {
  return language !== undefined && ofLine.length > 0 && !ofLine.includes(language);
}
