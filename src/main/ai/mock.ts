import { createKnowledgeSearch } from './knowledge-search';
import { mockRules, unknownAnswers, wordlessAnswer, type Rule, type Situation } from './mock-rules';
import type { Provider, Reply, ReplyRequest } from './provider';
import { readConversation } from './read-conversation';

/** Most questions of one burst that are answered together; more would not be read on a phone. */
const MAX_TOPICS = 3;

/**
 * The offline assistant: answers from a table of rules, at once and always the same, and from the team's knowledge
 * where an entry fits. It states no fact that the team has not written down, and offers a person instead.
 */
export function createMockProvider(): Provider {
  const search = createKnowledgeSearch();

  function reply(request: ReplyRequest): Reply {
    const reading = readConversation(request);
    const match = reading.burst === '' ? undefined : search(request.knowledge, reading.burst)[0];
    const situation: Situation = {
      ...reading,
      returning: request.returning,
      first: reading.lastReply === null,
      known: match?.entry.answer ?? null,
    };
    const fired = rulesFor(situation);
    const answers = fired.map((rule) => rule.answer(situation));
    const usesKnowledge =
      match !== undefined && (fired.length === 0 || answers.some(({ text }) => text.includes(match.entry.answer)));
    const text =
      answers.length > 0
        ? joinAnswers(answers.map((answer) => answer.text))
        : otherwise(situation, match?.entry.answer);
    const reason = answers.find((answer) => answer.handOff !== undefined)?.handOff;
    return {
      text: request.communication_type === 'voice' ? toSpeech(text) : text,
      model: null,
      tokens: null,
      knowledge: usesKnowledge ? [match.entry._id] : [],
      rule:
        fired.length > 0 ? fired.map((rule) => rule.name).join(' + ') : usesKnowledge ? 'knowledge' : 'not understood',
      handOff: reason === undefined ? null : { reason },
    };
  }

  return { name: 'mock', instantly: reply, reply };
}

function rulesFor(situation: Situation): readonly Rule[] {
  const fired = mockRules.filter((rule) => rule.fires(situation));
  const alone = fired.find((rule) => rule.kind === 'alone');
  if (alone) return [alone];
  const topics = fired.filter((rule) => rule.kind === 'topic').slice(0, MAX_TOPICS);
  if (topics.length > 0 || situation.known !== null) return topics;
  return fired.slice(0, 1);
}

function otherwise(situation: Situation, known: string | undefined): string {
  if (situation.burst === '') return wordlessAnswer;
  if (known !== undefined) return known;
  const times = situation.saidBefore(unknownAnswers);
  return unknownAnswers[Math.min(times, unknownAnswers.length - 1)] ?? unknownAnswers[0];
}

/** Puts the answers to several questions together; the question that closes more than one of them is asked once, at the end. */
function joinAnswers(texts: readonly string[]): string {
  if (texts.length < 2) return texts[0] ?? '';
  const questions: string[] = [];
  const statements = texts.map((text) => {
    const question = /(?:^|\s)([^.?!]+\?)$/.exec(text)?.[1]?.trim();
    if (question === undefined) return text;
    if (!questions.includes(question)) questions.push(question);
    return text.slice(0, -question.length).trim();
  });
  // One question at a time: the last one asked is the one that a yes or no answers.
  return [...statements, questions[0] ?? ''].filter((part) => part !== '').join(' ');
}

/** Makes a text fit to be read out loud: no pictures in it. */
function toSpeech(text: string): string {
  return text
    .replace(/[\p{Extended_Pictographic}\u{FE0F}\u{200D}\u{1F3FB}-\u{1F3FF}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}
