import type { Checking } from '../../../src/main/ai/check-reply';
import type { KnowledgeEntry } from '../../../src/shared/domain';
import type { Provider, Reply, ReplyRequest, Turn } from '../../../src/main/ai/provider';

/** A request as the console makes it; only what a test is about has to be given. */
export function requestOf(turns: readonly Turn[], more: Partial<ReplyRequest> = {}): ReplyRequest {
  return {
    communication_type: 'sms',
    instructions: '',
    turns,
    returning: false,
    contactName: null,
    knowledge: [],
    signal: new AbortController().signal,
    ...more,
  };
}

export function customer(text: string): Turn {
  return { who: 'customer', text, at: '2026-01-15T10:00:00.000Z' };
}

export function team(text: string): Turn {
  return { who: 'team', text, at: '2026-01-15T10:00:01.000Z' };
}

export function entry(id: string, question: string, answer: string): KnowledgeEntry {
  const at = '2026-01-01T00:00:00.000Z';
  return { _id: id, question, answer, createdAt: at, updatedAt: at };
}

/** Lets a customer say things one after the other (a list is a burst), and gives the reply to each. */
export function talk(
  provider: Provider,
  said: readonly (string | readonly string[])[],
  more: Partial<ReplyRequest> = {},
): readonly Reply[] {
  const turns: Turn[] = [];
  return said.map((texts) => {
    turns.push(...[texts].flat().map(customer));
    const reply = provider.instantly?.(requestOf([...turns], more));
    if (!reply) throw new Error(`${provider.name} does not answer at once`);
    turns.push(team(reply.text));
    return reply;
  });
}

/** What a reply is checked by where nothing special is to be looked at. */
export function plainChecks(provider: Checking['provider'], request: ReplyRequest = requestOf([])): Checking {
  const settings = { maxSegments: 3, linkDomains: [] };
  return { provider, request, settings, holdsSecret: () => false };
}
